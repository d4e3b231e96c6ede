package io.dnsfailover.notify.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.SocketServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The caller is free at the deadline, whatever the thread that talks is stuck in. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class ConversationsTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(50);

    private final CountDownLatch release = new CountDownLatch(1);
    private final Conversations conversations = new Conversations(new Tls(Tls.ofTheJvm()));
    private SocketServer server;

    @BeforeEach
    void start() throws IOException {
        server = new SocketServer(connection -> connection.getInputStream().read());
    }

    @AfterEach
    void stop() throws IOException {
        release.countDown();
        conversations.close();
        server.close();
    }

    @Test
    @DisplayName("talk that no closing of the connection can end, as the resolution of a name")
    void stuckTalk_isLeftBehind_andThereIsAnEndToIt() {
        // All at once, and with time enough for four threads to start on any machine.
        List<CompletableFuture<DeliveryException>> four = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            CompletableFuture<DeliveryException> ended = new CompletableFuture<>();
            four.add(ended);
            new Thread(() -> ended.complete(failure(Duration.ofSeconds(3), (socket, connection) -> stuck()))).start();
        }
        assertThat(four).allSatisfy(ended -> assertThat(ended.join()).hasMessageContaining("not done within 3000 ms"));

        assertThat(failure(SHORT, (socket, connection) -> {})).hasMessageContaining("4 other attempts are under way");

        release.countDown();
        Awaitility.await()
                .untilAsserted(() -> assertThatCode(() -> conversations.hold(peer(), LONG, (socket, connection) -> {}))
                        .doesNotThrowAnyException());
    }

    @Test
    @DisplayName("after many peers that fall silent there is still a thread for the next")
    void abandonedConversations_leaveRoom() {
        for (int i = 0; i < 6; i++) {
            assertThat(failure(
                            SHORT,
                            (socket, connection) -> socket.getInputStream().read()))
                    .hasMessageContaining("not done within 200 ms");
        }

        assertThatCode(() -> conversations.hold(peer(), LONG, (socket, connection) -> {}))
                .doesNotThrowAnyException();
    }

    @Test
    void stuckGoodbye_isNoFailure() {
        assertThatCode(() -> conversations.hold(peer(), LONG, (socket, connection) -> {
                    connection.accepted();
                    stuck();
                }))
                .doesNotThrowAnyException();
    }

    @Test
    void failureAfterTheMessageIsTaken_isNone() {
        assertThatCode(() -> conversations.hold(peer(), LONG, (socket, connection) -> {
                    connection.accepted();
                    throw new IOException("too late");
                }))
                .doesNotThrowAnyException();
    }

    @Test
    void bugInTalk_isAFailure_thatCanBeRetried() {
        DeliveryException thrown = failure(LONG, (socket, connection) -> {
            throw new IllegalStateException("a bug\n[ERROR]");
        });

        assertThat(thrown.retryable()).isTrue();
        assertThat(thrown)
                .hasMessageContaining("IllegalStateException: a bug\\u000a[ERROR]")
                .hasNoCause();
    }

    @Test
    void interrupt_endsTheWait_andClosesTheConnection() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch talking = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            try {
                conversations.hold(peer(), LONG, (socket, connection) -> {
                    talking.countDown();
                    socket.getInputStream().read();
                });
            } catch (Throwable t) {
                thrown.set(t);
            }
        });
        caller.start();
        assertThat(talking.await(10, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();
        caller.join(10_000);

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void close_endsWhatIsUnderWay_andItsThreads() throws Exception {
        AtomicReference<Thread> worker = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch talking = new CountDownLatch(1);
        Thread caller = new Thread(() -> thrown.set(failure(LONG, (socket, connection) -> {
            worker.set(Thread.currentThread());
            talking.countDown();
            socket.getInputStream().read();
        })));
        caller.start();
        assertThat(talking.await(10, TimeUnit.SECONDS)).isTrue();

        conversations.close();
        caller.join(10_000);
        worker.get().join(10_000);

        assertThat(thrown.get()).isInstanceOf(DeliveryException.class);
        assertThat(worker.get().isAlive()).isFalse();
        assertThat(worker.get().isDaemon()).isTrue();
    }

    @Test
    void refusedConnection_namesTheAddress() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }

        assertThatThrownBy(
                        () -> conversations.hold(new Peer("127.0.0.1", port, false), LONG, (socket, connection) -> {}))
                .isInstanceOf(DeliveryException.class)
                .hasMessageStartingWith("connecting to 127.0.0.1:" + port + ": ConnectException: ");
    }

    @Test
    void unknownName_isNamed() {
        assertThatThrownBy(() -> conversations.hold(
                        new Peer("no-such-host.invalid", 25, false), LONG, (socket, connection) -> {}))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("resolving no-such-host.invalid: " + UnknownHostException.class.getSimpleName());
    }

    private void stuck() {
        boolean released = false;
        while (!released) {
            try {
                released = release.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                // A resolver does not hear it either.
            }
        }
    }

    private DeliveryException failure(Duration atMost, Conversations.Talk talk) {
        return catchThrowableOfType(DeliveryException.class, () -> conversations.hold(peer(), atMost, talk));
    }

    private Peer peer() {
        return new Peer("127.0.0.1", server.port(), false);
    }
}
