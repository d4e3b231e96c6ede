package io.dnsfailover.dns.rfc2136;

import static io.dnsfailover.dns.rfc2136.Publishing.assertFails;
import static io.dnsfailover.dns.rfc2136.Publishing.at;
import static io.dnsfailover.dns.rfc2136.Publishing.change;
import static io.dnsfailover.dns.rfc2136.Publishing.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.server.ServerKey;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** Datagrams that are lost or cut, connections that stall, deadlines, interrupts and closing. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class TransportTest {
    private static final RecordSetKey WWW = at("www.example.com.", RecordType.A);
    private static final Change MOVE = change(1, set(WWW, "192.0.2.20"));

    /** Takes an update of more than 512 octets. */
    private static final Change BIG_MOVE = change(
            1, set(WWW, IntStream.range(0, 60).mapToObj(i -> "192.0.2." + i).toArray(String[]::new)));

    @Test
    @DisplayName("a query that is lost is asked again")
    void read_firstQueryLost_isAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        FakeServer.Manners deafAtFirst = (request, reply, out) -> {
            if (asked.incrementAndGet() > 1) {
                out.sendSigned(request, reply);
            }
        };
        try (FakeServer server = FakeServer.start(deafAtFirst);
                Rfc2136Publisher publisher = server.publisher().build()) {
            assertThat(publisher.read(WWW)).isEqualTo(Published.NOTHING);
        }
    }

    @Test
    @DisplayName("an update is sent once: its own second copy would fail its prerequisites")
    void replace_updateNotAnswered_isNotSentAgain() throws Exception {
        AtomicInteger updates = new AtomicInteger();
        try (FakeServer server = FakeServer.answeringUpdates((request, reply, out) -> updates.incrementAndGet());
                Rfc2136Publisher publisher =
                        server.publisher().timeout(Duration.ofSeconds(3)).build()) {
            assertFails(PublishEffect.UNKNOWN, publisher, MOVE).hasMessageContaining("no reply in time");

            assertThat(updates).hasValue(1);
        }
    }

    @Test
    @DisplayName("a failed prerequisite is no conflict when what we wanted is there: a datagram was doubled")
    void replace_ownCopyAnsweredFirst_succeeds() throws Exception {
        FakeServer.Manners secondCopyFirst = (request, reply, out) -> {
            reply.getHeader().setRcode(Rcode.NXRRSET);
            out.sendSigned(request, reply);
        };
        try (FakeServer server = FakeServer.answeringUpdates(secondCopyFirst);
                Rfc2136Publisher publisher = server.publisher().build()) {
            publisher.replace(MOVE);

            assertThat(publisher.read(WWW)).isEqualTo(new Published(MOVE.desired(), 1));
        }
    }

    @Test
    @DisplayName("an answer that is cut is asked for again over TCP")
    void read_truncatedAnswer_comesOverTcp() throws Exception {
        FakeServer.Manners cut = (request, reply, out) -> {
            if (!out.isTcp()) {
                reply.removeAllRecords(Section.ANSWER);
                reply.getHeader().setFlag(Flags.TC);
            }
            out.sendSigned(request, reply);
        };
        try (FakeServer server = FakeServer.start(cut);
                Rfc2136Publisher publisher = server.publisher().build()) {
            publisher.replace(MOVE);

            assertThat(publisher.read(WWW)).isEqualTo(new Published(MOVE.desired(), 1));
        }
    }

    @Test
    @DisplayName("a connection that ends, stalls or drips after the update went out leaves it unknown")
    void replace_overTcp_brokenAnswers_areUnknown() throws Exception {
        assertUnknownOverTcp((request, reply, out) -> {});
        assertUnknownOverTcp((FakeServer.Stubborn) (request, reply, out) -> {});
        assertUnknownOverTcp((FakeServer.Stubborn) (request, reply, out) -> out.sendRaw(new byte[] {0}));
        assertUnknownOverTcp((FakeServer.Stubborn) (request, reply, out) -> out.sendRaw(new byte[] {1, 0, 3, 4}));
        assertUnknownOverTcp((FakeServer.Stubborn) (request, reply, out) -> out.sendRaw(new byte[] {0, 0, 0, 0}));
        assertUnknownOverTcp((FakeServer.Stubborn) (request, reply, out) -> out.send(reply.toWire()));
    }

    private static void assertUnknownOverTcp(FakeServer.Manners manners) throws Exception {
        try (FakeServer server = FakeServer.answeringUpdates(manners);
                Rfc2136Publisher publisher =
                        server.publisher().timeout(Duration.ofSeconds(2)).build()) {
            assertFails(PublishEffect.UNKNOWN, publisher, BIG_MOVE);
        }
    }

    @Test
    @DisplayName("an update that was confirmed and does not show is unknown")
    void replace_confirmedButNotVisible_isUnknown() throws Exception {
        FakeServer.Manners stale = (request, reply, out) -> {
            if (request.getHeader().getOpcode() == Opcode.QUERY) {
                reply.removeAllRecords(Section.ANSWER);
                reply.getHeader().setRcode(Rcode.NXDOMAIN);
            }
            out.sendSigned(request, reply);
        };
        try (FakeServer server = FakeServer.start(stale);
                Rfc2136Publisher publisher =
                        server.publisher().timeout(Duration.ofSeconds(1)).build()) {
            assertFails(PublishEffect.UNKNOWN, publisher, MOVE).hasMessageContaining("does not show it");
        }
    }

    @Test
    @DisplayName("an update that shows late is a success when it shows")
    void replace_visibleAfterAWhile_succeeds() throws Exception {
        AtomicInteger queriesSinceUpdate = new AtomicInteger(-1);
        FakeServer.Manners slowCache = (request, reply, out) -> {
            if (request.getHeader().getOpcode() == Opcode.UPDATE) {
                queriesSinceUpdate.set(0);
            } else if (queriesSinceUpdate.get() >= 0 && queriesSinceUpdate.getAndIncrement() < 6) {
                reply.removeAllRecords(Section.ANSWER);
            }
            out.sendSigned(request, reply);
        };
        try (FakeServer server = FakeServer.start(slowCache);
                Rfc2136Publisher publisher = server.publisher().build()) {
            publisher.replace(MOVE);

            assertThat(queriesSinceUpdate.get()).isGreaterThanOrEqualTo(7);
        }
    }

    @Test
    @DisplayName("what a server says went wrong, signed, tells what it did to the zone")
    void replace_signedErrors_haveTheirEffect() throws Exception {
        for (int rcode : new int[] {Rcode.FORMERR, Rcode.NOTIMP, Rcode.REFUSED, Rcode.NOTAUTH, Rcode.NOTZONE}) {
            assertUpdateAnswered(rcode, PublishEffect.NONE);
        }
        assertUpdateAnswered(Rcode.SERVFAIL, PublishEffect.UNKNOWN);
        assertUpdateAnswered(11, PublishEffect.UNKNOWN);
    }

    private static void assertUpdateAnswered(int rcode, PublishEffect effect) throws Exception {
        FakeServer.Manners error = (request, reply, out) -> {
            reply.getHeader().setRcode(rcode);
            out.sendSigned(request, reply);
        };
        try (FakeServer server = FakeServer.answeringUpdates(error);
                Rfc2136Publisher publisher = server.publisher().build()) {
            assertFails(effect, publisher, MOVE).hasMessageContaining(Rcode.string(rcode));
        }
    }

    @Test
    @DisplayName("a clock that differs is named, with the server's time")
    void read_clocksDiffer_isSaid() throws Exception {
        FakeServer.Manners badTime = (request, reply, out) -> {
            reply.getHeader().setRcode(Rcode.NOTAUTH);
            Publishing.key(ServerKey.DEFAULT).signer().apply(reply, Rcode.BADTIME, request.getTSIG(), true);
            out.send(reply.toWire());
        };
        try (FakeServer server = FakeServer.start(badTime);
                Rfc2136Publisher publisher = server.publisher().build()) {
            assertFails(PublishEffect.NONE, publisher, MOVE)
                    .hasMessageContaining("BADTIME")
                    .hasMessageContaining("it says 20");
        }
    }

    @Test
    @DisplayName("a write that a newer one covers before it is seen is a conflict")
    void replace_overwrittenBeforeItIsSeen_isConflict() throws Exception {
        FakeServer.Manners newerFollows = (request, reply, out) -> {
            if (request.getHeader().getOpcode() == Opcode.UPDATE) {
                out.server().put(new OwnershipMark("failover", 2, 0), WWW, "192.0.2.30");
            }
            out.sendSigned(request, reply);
        };
        try (FakeServer server = FakeServer.start(newerFollows);
                Rfc2136Publisher publisher = server.publisher().build()) {
            assertFails(PublishEffect.CONFLICT, publisher, MOVE).hasMessageContaining("generation=2");
        }
    }

    @Test
    @DisplayName("a flood of packets does not move the deadline")
    void read_underAFloodOfForgeries_endsAtTheDeadline() throws Exception {
        CountDownLatch stop = new CountDownLatch(1);
        FakeServer.Manners flood = (request, reply, out) -> {
            byte[] forged = new Message(request.getHeader().getID() ^ 1).toWire();
            while (stop.getCount() > 0) {
                out.send(forged);
            }
        };
        try (FakeServer server = FakeServer.start(flood);
                Rfc2136Publisher publisher =
                        server.publisher().timeout(Duration.ofMillis(500)).build()) {
            long start = System.nanoTime();

            assertThat(catchThrowable(() -> publisher.read(WWW))).isInstanceOf(PublishException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } finally {
            stop.countDown();
        }
    }

    @Test
    @DisplayName("closing ends the call in progress and those to come")
    void close_duringACall_endsIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (FakeServer server = FakeServer.answeringUpdates((request, reply, out) -> asked.countDown())) {
            Rfc2136Publisher publisher =
                    server.publisher().timeout(Duration.ofMinutes(5)).build();
            FutureTask<Void> call = started(publisher, MOVE);
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

            publisher.close();

            Throwable thrown = catchThrowable(() -> call.get(5, TimeUnit.SECONDS));
            assertThat(thrown).isInstanceOf(ExecutionException.class).hasMessageContaining("closed");
            assertThat(((PublishException) thrown.getCause()).effect()).isEqualTo(PublishEffect.UNKNOWN);
            assertFails(PublishEffect.NONE, publisher, MOVE).hasMessageContaining("closed");
        }
    }

    @Test
    @DisplayName("an interrupt ends a call that waits for a TCP server")
    void interrupt_overTcp_endsTheCall() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        FakeServer.Stubborn silent = (request, reply, out) -> asked.countDown();
        try (FakeServer server = FakeServer.answeringUpdates(silent);
                Rfc2136Publisher publisher =
                        server.publisher().timeout(Duration.ofMinutes(5)).build()) {
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread caller = new Thread(() -> ended.complete(catchThrowable(() -> publisher.replace(BIG_MOVE))));
            caller.start();
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

            caller.interrupt();

            assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    @DisplayName("a server that takes no connection was not written to")
    void replace_noTcpServer_hasNoEffect() throws Exception {
        try (FakeServer server = FakeServer.answeringUpdates((request, reply, out) -> {})) {
            server.stopTcp();
            try (Rfc2136Publisher publisher = server.publisher().build()) {
                assertFails(PublishEffect.NONE, publisher, BIG_MOVE);
            }
        }
    }

    @Test
    @DisplayName("unsigned, on loopback and asked for by name, is possible")
    void unsignedLoopbackOnly_works() throws Exception {
        try (FakeServer server = FakeServer.start((request, reply, out) -> out.send(reply.toWire()));
                Rfc2136Publisher publisher = Rfc2136Publisher.to(server.address())
                        .unsignedLoopbackOnly()
                        .source(InetAddress.getLoopbackAddress())
                        .build()) {
            publisher.replace(MOVE);

            assertThat(publisher.read(WWW)).isEqualTo(new Published(MOVE.desired(), 1));
        }
    }

    private static FutureTask<Void> started(Rfc2136Publisher publisher, Change change) {
        FutureTask<Void> call = new FutureTask<>(() -> {
            publisher.replace(change);
            return null;
        });
        new Thread(call, "call").start();
        return call;
    }
}
