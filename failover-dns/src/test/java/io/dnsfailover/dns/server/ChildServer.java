package io.dnsfailover.dns.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/** A name server that runs as a child process; which one, and with what configuration, is all that tells its subclasses apart. */
abstract class ChildServer implements RealServer {
    private final ServerProcess process;

    ChildServer(ServerProcess process) {
        this.process = process;
    }

    @Override
    public final InetSocketAddress address() {
        return process.address();
    }

    @Override
    public final Path secretFile() {
        return process.secretFile();
    }

    @Override
    public final String log() {
        return process.log();
    }

    @Override
    public final long pid() {
        return process.pid();
    }

    @Override
    public final void close() {
        process.close();
    }
}
