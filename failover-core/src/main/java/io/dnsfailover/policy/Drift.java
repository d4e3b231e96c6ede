package io.dnsfailover.policy;

import java.util.Locale;

/**
 * What is done when a name server holds something else for a record than was published there: it was emptied, edited by hand, lost its
 * mark, or shows an older answer. Either way it is told as an event, once, until it is over.
 */
public enum Drift {
    /** Write again what was published, once for each look at the server. */
    RESTORE,
    /** Leave it as it is, until the record moves or the process starts anew: both write what the record should hold. */
    REPORT;

    /** As it is written in configurations: {@code restore} or {@code report}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
