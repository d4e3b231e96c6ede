package io.dnsfailover.dns.remotebackend;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.internal.DnsThreads;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the lookups of PowerDNS' remote backend over a Unix socket, so that an authoritative PowerDNS serves what the
 * managed records hold, beside the zones that it has from elsewhere.
 *
 * <pre>{@code
 * Answerer answerer = Answerer.over(failover).zone(zone).build();
 * RemoteBackend backend = RemoteBackend.start(Path.of("/run/failover/pdns.sock"), answerer);
 * }</pre>
 *
 * <p>In {@code pdns.conf}; the caches of PowerDNS would answer with what was true before a move, so they are off:
 *
 * <pre>{@code
 * launch=remote,gsqlite3
 * remote-connection-string=unix:path=/run/failover/pdns.sock
 * remote-dnssec=no
 * cache-ttl=0
 * query-cache-ttl=0
 * negquery-cache-ttl=0
 * }</pre>
 *
 * <p>The zones of the answerer are PowerDNS' zones as a whole: a zone comes from one backend, so a name that fails over
 * inside a zone of another backend is a zone of its own ({@code www.example.com.} with a record at its apex). Wildcards, aliases,
 * TTLs and what does not exist are as the answerer says; a record whose value is not known yet is SERVFAIL. Transfers and DNSSEC keys are
 * not offered: nothing can be changed or listed over this socket.
 *
 * <p>Whoever may enter the directory of the socket can ask it, as anybody can ask the name server. Calls are at most 8 KiB, at
 * most 64 connections are open; PowerDNS keeps one for each of its threads. One more is closed at once, and so is one that sends
 * something else than calls.
 *
 * <p><b>Threads.</b> Daemon threads, one that waits for connections and one for each of them; {@link #close()} ends them.
 */
public final class RemoteBackend implements AutoCloseable {
    static final int MAX_CONNECTIONS = 64;
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(900);
    private static final Logger LOG = LoggerFactory.getLogger(RemoteBackend.class);

    private final Path socket;
    private final ServerSocketChannel server;
    private final Calls calls;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    private RemoteBackend(Path socket, ServerSocketChannel server, Calls calls) {
        this.socket = socket;
        this.server = server;
        this.calls = calls;
        this.acceptor = DnsThreads.start("dns-remote-backend", this::accept);
    }

    /**
     * Starts to answer.
     *
     * @param socket where; a socket that nobody listens on any more is replaced, and anybody may write to the new one who may enter its
     *     directory
     * @param answerer what answers, with the scope of whole zones
     * @return the running backend
     * @throws IOException when the path is not to be had: something else is there, or somebody listens
     */
    public static RemoteBackend start(Path socket, Answerer answerer) throws IOException {
        removeStale(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
            return new RemoteBackend(socket, server, new Calls(answerer));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static void removeStale(Path socket) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isRegularFile(socket) || Files.isDirectory(socket) || Files.isSymbolicLink(socket)) {
            throw new BindException(socket + " is no socket");
        }
        try {
            SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();
            throw new BindException("somebody listens on " + socket);
        } catch (BindException e) {
            throw e;
        } catch (IOException e) {
            // Nobody listens: what a process left behind that ended without a word.
            Files.delete(socket);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel connection = server.accept();
                if (connections.size() >= MAX_CONNECTIONS) {
                    connection.close();
                    continue;
                }
                connections.add(connection);
                DnsThreads.start("dns-remote-backend-connection", () -> serve(connection));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | RuntimeException | Error e) {
                // Short of descriptors, threads or memory, which passes.
                DnsThreads.breathe();
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            Lines lines = new Lines(connection);
            for (String call = lines.read(); call != null; call = lines.read()) {
                lines.write(calls.answer(call));
            }
        } catch (ClosedChannelException e) {
            LOG.debug("Closed", e);
        } catch (IOException | RuntimeException | Error e) {
            LOG.warn("A connection of PowerDNS' remote backend ended: {}", e.toString());
        } finally {
            connections.remove(connection);
        }
    }

    /** Ends all connections, removes the socket and returns when it is gone, within 1 s. Idempotent. */
    @Override
    public void close() {
        closeQuietly(server);
        connections.forEach(RemoteBackend::closeQuietly);
        DnsThreads.join(CLOSE_LIMIT, acceptor);
        connections.forEach(RemoteBackend::closeQuietly);
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.warn("The socket {} stays behind: {}", socket, e.toString());
        }
    }

    private static void closeQuietly(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is given up either way.
        }
    }
}
