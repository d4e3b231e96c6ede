package io.dnsfailover.dns.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.answer.Fixture;
import io.dnsfailover.dns.answer.MemoryDirectory;
import io.dnsfailover.model.RecordType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

class TcpTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofMillis(700);
    private static final int BIG = 4_000;

    private final MemoryDirectory directory = Fixture.directory();
    private final Answerer answerer = Fixture.answerer(directory);
    private DnsListener listener;

    /** With the default idle timeout, which no test on a busy machine should meet by accident. */
    @BeforeEach
    void start() throws IOException {
        listener = DnsListener.at(ANY_PORT)
                .tcpConnections(3)
                .tcpConnectionsPerClient(3)
                .start(answerer);
    }

    private void impatient() throws IOException {
        listener.close();
        listener = DnsListener.at(ANY_PORT).tcpIdle(IDLE).start(answerer);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void pipelinedQueries_areAnsweredInOrder() throws Exception {
        String[] names = {"www.example.com.", "nothing.example.com.", "v4.example.com.", "www.example.org."};
        Message[] queries = new Message[200];
        for (int i = 0; i < queries.length; i++) {
            queries[i] = Fixture.query(names[i % names.length], "A");
            queries[i].getHeader().setID(i);
        }
        try (Socket socket = Client.connect(listener.address())) {
            socket.getOutputStream().write(Client.framed(queries));

            for (int i = 0; i < queries.length; i++) {
                Message response = Client.read(socket);
                assertThat(response.getHeader().getID()).isEqualTo(i);
                assertThat(response.getQuestion().getName()).hasToString(names[i % names.length]);
            }
        }
    }

    @Test
    void queriesOctetByOctet_areAnswered() throws Exception {
        byte[] two = Client.framed(Fixture.query("www.example.com.", "A"), Fixture.query("v4.example.com.", "A"));
        try (Socket socket = Client.connect(listener.address())) {
            socket.setTcpNoDelay(true);
            for (byte octet : two) {
                socket.getOutputStream().write(octet);
            }

            assertThat(Client.read(socket).getSection(Section.ANSWER)).hasSize(2);
            assertThat(Client.read(socket).getSection(Section.ANSWER)).hasSize(1);
        }
    }

    @Test
    void clientThatEndsItsSide_getsItsAnswersFirst() throws Exception {
        try (Socket socket = Client.connect(listener.address())) {
            socket.getOutputStream().write(Client.framed(Fixture.query("v4.example.com.", "A")));
            socket.shutdownOutput();

            assertThat(Client.read(socket).getSection(Section.ANSWER)).hasSize(1);
            assertThat(Client.isClosed(socket)).isTrue();
        }
    }

    @Test
    void lengthThatNoQueryHas_endsTheConnection() throws Exception {
        for (int length : new int[] {0, 11, 4097, 65_535}) {
            try (Socket socket = Client.connect(listener.address())) {
                socket.getOutputStream().write(new byte[] {(byte) (length >>> 8), (byte) length});

                assertThat(Client.isClosed(socket)).as("length %d", length).isTrue();
            }
        }
        assertThat(listener.counters().tcpTimedOut()).isZero();
    }

    @Test
    void idleConnection_endsAfterTheTimeout() throws Exception {
        impatient();
        try (Socket socket = Client.connect(listener.address())) {
            socket.getOutputStream().write(Client.framed(Fixture.query("v4.example.com.", "A")));
            Client.read(socket);
            long start = System.nanoTime();

            assertThat(Client.isClosed(socket)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(IDLE.dividedBy(2));
            assertThat(listener.counters().tcpTimedOut()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a query that drips in does not hold its connection for longer than an idle one")
    void drippingQuery_endsAfterTheTimeout() throws Exception {
        impatient();
        byte[] query = new byte[2 + 4096];
        query[0] = 0x10;
        int[] sent = {0};
        try (Socket socket = Client.connect(listener.address())) {
            OutputStream out = socket.getOutputStream();
            await().atMost(BOUND).pollInterval(Duration.ofMillis(20)).until(() -> {
                out.write(query, sent[0]++, 1);
                return listener.counters().tcpTimedOut() == 1;
            });

            assertThat(Client.isClosed(socket)).isTrue();
            assertThat(sent[0]).isLessThan(query.length);
        }
    }

    @Test
    @DisplayName("a client that asks and asks but takes no answer is not read any more, and ends; others are served")
    void clientThatTakesNothing_isBounded() throws Exception {
        impatient();
        bigRecord();
        byte[] query = Client.framed(Fixture.query("big.example.com.", "A"));
        try (Socket greedy = new Socket()) {
            greedy.setReceiveBufferSize(4096);
            greedy.connect(listener.address());
            Thread asking = new Thread(() -> {
                try {
                    while (true) {
                        greedy.getOutputStream().write(query);
                    }
                } catch (IOException e) {
                    // Cut off, as it should be.
                }
            });
            asking.setDaemon(true);
            asking.start();

            await().atMost(BOUND).until(() -> listener.counters().tcpQueries() > 0);
            try (Socket other = Client.connect(listener.address())) {
                other.getOutputStream().write(Client.framed(Fixture.query("v4.example.com.", "A")));
                assertThat(Client.read(other).getSection(Section.ANSWER)).hasSize(1);
            }
            await().atMost(BOUND).until(() -> listener.counters().tcpTimedOut() >= 1);
            asking.join(BOUND.toMillis());

            assertThat(asking.isAlive()).isFalse();
            // What the buffers of the kernel took, and one more; the writer would have sent thousands.
            assertThat(listener.counters().tcpQueries()).isLessThan(1_000);
        }
    }

    @Test
    void clientThatTakesItsTime_getsEveryAnswerWhole() throws Exception {
        bigRecord();
        Message[] queries = new Message[150];
        for (int i = 0; i < queries.length; i++) {
            queries[i] = Fixture.query("big.example.com.", "A");
            queries[i].getHeader().setID(i);
        }
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(Client.TIMEOUT_MILLIS);
            socket.connect(listener.address());
            socket.getOutputStream().write(Client.framed(queries));

            for (int i = 0; i < queries.length; i++) {
                Message response = Client.read(socket);
                assertThat(response.getHeader().getID()).isEqualTo(i);
                assertThat(response.getSection(Section.ANSWER)).hasSize(BIG);
            }
        }
    }

    private void bigRecord() {
        directory.put(
                "example.com.",
                "big.example.com.",
                RecordType.A,
                IntStream.range(0, BIG)
                        .mapToObj(i -> "198.18." + i / 256 + "." + i % 256)
                        .toArray(String[]::new));
    }

    @Test
    void tooManyConnections_oneMoreIsClosedAtOnceUntilThereIsRoom() throws Exception {
        try (Socket one = Client.connect(listener.address());
                Socket two = Client.connect(listener.address());
                Socket three = Client.connect(listener.address());
                Socket four = Client.connect(listener.address())) {
            assertThat(List.of(one, two, three)).allMatch(Socket::isConnected);
            assertThat(Client.isClosed(four)).isTrue();
            assertThat(listener.counters().tcpRefused()).isEqualTo(1);
            assertThat(listener.counters().tcpConnections()).isEqualTo(3);
        }
        await().atMost(BOUND).untilAsserted(() -> {
            try (Socket again = Client.connect(listener.address())) {
                again.getOutputStream().write(Client.framed(Fixture.query("v4.example.com.", "A")));
                assertThat(Client.read(again).getSection(Section.ANSWER)).hasSize(1);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
