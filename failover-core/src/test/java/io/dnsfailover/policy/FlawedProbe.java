package io.dnsfailover.policy;

import java.util.List;

/** A check with the mistakes that a test gives it. */
record FlawedProbe(List<Violation> violations) implements ProbeSpec {
    @Override
    public String type() {
        return "flawed";
    }

    @Override
    public int port() {
        return 0;
    }
}
