package io.dnsfailover.model;

/** What one check says of an endpoint. */
public enum Outcome {
    /** The endpoint did what was expected. */
    PASS,
    /** The endpoint did not do what was expected. */
    FAIL,
    /** Our own trouble, or no way to tell: no evidence for or against the endpoint. */
    INCONCLUSIVE
}
