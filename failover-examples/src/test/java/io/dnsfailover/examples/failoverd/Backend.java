package io.dnsfailover.examples.failoverd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A server that is checked; it can die, and come back where it was. */
interface Backend extends AutoCloseable {
    /** The port that it has, or had when it died. */
    int port();

    /** From now on its port is closed. */
    void die();

    /** It serves again, on the same port. */
    void comeBack();

    @Override
    default void close() {
        die();
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What opens a socket. */
    interface Opening<T> {
        T open() throws IOException;
    }

    static <T> T opened(Opening<T> opening) {
        try {
            return opening.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
