package io.dnsfailover.status;

import io.dnsfailover.model.Moment;
import io.dnsfailover.spi.Published;
import org.jspecify.annotations.Nullable;

/**
 * One name server, as far as one record is concerned.
 *
 * @param publisher the name of its publisher
 * @param standing how what it holds compares with what it should hold
 * @param since when that began
 * @param holds what it held when it was last written or read; null when that is not known
 * @param confirmed when that was; null when that is not known
 * @param failure why it could not be written or read the last time; null when it could
 */
public record ServerStatus(
        String publisher,
        Standing standing,
        Moment since,
        @Nullable Published holds,
        @Nullable Moment confirmed,
        @Nullable String failure) {
    /** How what a server holds compares with what it should hold. */
    public enum Standing {
        /** It is not known yet what the record should hold. */
        UNKNOWN,
        /** It holds what it should. */
        UP_TO_DATE,
        /** It has still to be written. */
        BEHIND,
        /** It holds what a newer decision of somebody else says. */
        AHEAD,
        /** It was up to date, and somebody wrote something else since. */
        DRIFTED
    }
}
