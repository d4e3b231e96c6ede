package io.dnsfailover.notify.internal;

import io.dnsfailover.notify.DeliveryException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Talks to servers under a hard deadline around everything: resolution, connection, handshake and conversation. The caller waits;
 * a thread of its own talks, so that nothing that a library or the resolver waits for can hold the caller.
 *
 * <p>Safe for concurrent use. At most {@value #MAX_AT_ONCE} conversations run at once; one that hangs in the resolution of a name
 * keeps its thread until the resolver gives up.
 */
public final class Conversations implements AutoCloseable {
    private static final int MAX_AT_ONCE = 4;
    private static final int GOODBYE_MILLIS = 1_000;

    private final Tls tls;
    private final ExecutorService pool = new NotifyThreads().pool(MAX_AT_ONCE);
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    /**
     * None yet.
     *
     * @param tls how to secure connections
     */
    public Conversations(Tls tls) {
        this.tls = tls;
    }

    /** What is said on a connection. */
    @FunctionalInterface
    public interface Talk {
        /**
         * Talks. Runs on a thread of this class.
         *
         * @param socket connected, and secured where the peer says so
         * @param connection to be told when the message is taken, if something is left to say after that
         * @throws IOException when the connection breaks
         * @throws DeliveryException when the server does not take the message
         */
        void talk(Socket socket, Connection connection) throws IOException, DeliveryException;
    }

    /**
     * Connects and talks.
     *
     * @param peer whom to
     * @param atMost the deadline for everything
     * @param talk what to say
     * @throws DeliveryException when the message was not taken
     * @throws InterruptedException when the caller was interrupted; the connection is closed
     */
    public void hold(Peer peer, Duration atMost, Talk talk) throws DeliveryException, InterruptedException {
        Connection connection = new Connection(peer, tls, NotifyThreads.nanoTime() + atMost.toNanos());
        CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
        open.add(connection);
        try {
            pool.execute(() -> run(connection, talk, end));
            connection.outcome().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            leaveTimeForGoodbye(end);
        } catch (ExecutionException e) {
            throw failure(connection, e.getCause());
        } catch (TimeoutException e) {
            throw DeliveryException.temporary(connection.stage() + ": not done within " + atMost.toMillis() + " ms");
        } catch (RejectedExecutionException e) {
            throw DeliveryException.temporary(
                    pool.isShutdown()
                            ? "the channel is closed"
                            : "resolving " + peer.host() + ": " + MAX_AT_ONCE + " other attempts are under way");
        } finally {
            open.remove(connection);
            connection.abandon();
        }
    }

    /** The message is taken; a server that does not part in good manners must not make that a failure. */
    private static void leaveTimeForGoodbye(CompletableFuture<@Nullable Void> end) {
        try {
            end.get(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // What matters is done.
        }
    }

    private static void run(Connection connection, Talk talk, CompletableFuture<@Nullable Void> end) {
        try {
            talk.talk(connection.open(), connection);
            connection.accepted();
        } catch (Throwable t) { // whatever it is, the caller has to hear of it
            connection.failed(t);
        } finally {
            connection.abandon();
            end.complete(null);
        }
    }

    private static DeliveryException failure(Connection connection, @Nullable Throwable cause) {
        if (cause instanceof DeliveryException refused) {
            return refused;
        }
        return DeliveryException.temporary(connection.stage() + ": " + Causes.of(cause));
    }

    /** Ends all conversations and their threads. Idempotent. */
    @Override
    public void close() {
        pool.shutdownNow();
        open.forEach(Connection::abandon);
    }
}
