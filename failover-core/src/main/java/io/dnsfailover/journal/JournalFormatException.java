package io.dnsfailover.journal;

import java.io.IOException;

/** A journal that cannot be read: it is of another version, or a line breaks the format. */
public final class JournalFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Reports a line that breaks the format.
     *
     * @param message the rule that is broken, with what stands there, made printable
     */
    public JournalFormatException(String message) {
        super(message);
    }
}
