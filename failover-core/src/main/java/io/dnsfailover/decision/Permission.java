package io.dnsfailover.decision;

/** What the host says to a move of one record. It is the answer of one moment: who evaluates asks anew each time. */
public enum Permission {
    /** The record may move. */
    FREE,
    /** Too many records moved of late: the record stays, unless an operator ordered the move. See {@link Brake}. */
    BRAKED
}
