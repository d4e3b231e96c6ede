package io.dnsfailover.examples.failoverd;

/** The configuration is right, but this machine does not let it run. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
