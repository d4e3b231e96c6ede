package io.dnsfailover.dns.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/** A running name server that is authoritative for {@code example.com.} and takes updates signed with {@link #key()}. */
public interface RealServer extends AutoCloseable {
    /** The zone that every server here has. */
    String ZONE = "example.com.";

    /** Where it listens, on UDP and TCP. */
    InetSocketAddress address();

    /** The key it knows. */
    default ServerKey key() {
        return ServerKey.DEFAULT;
    }

    /** A file with the secret of the key and nothing else, for programs that read it. */
    Path secretFile();

    /** What it has logged, for the message of a failed test. */
    String log();

    /** Its process id. */
    long pid();

    /** Ends it and removes its files. */
    @Override
    void close();
}
