package io.dnsfailover.dns.proof;

import java.util.concurrent.CompletionException;

/** What went wrong in a stage. */
final class Trouble {
    private Trouble() {}

    /** The message of what a stage failed with. */
    static String in(Throwable error) {
        Throwable cause = error;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
