package io.dnsfailover.dns.rfc2136;

import static io.dnsfailover.dns.rfc2136.Publishing.at;
import static io.dnsfailover.dns.rfc2136.Publishing.change;
import static io.dnsfailover.dns.rfc2136.Publishing.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.server.KnotServer;
import io.dnsfailover.dns.server.NamedServer;
import io.dnsfailover.dns.server.PowerDnsServer;
import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.Replaced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Several changes in one update. */
@Timeout(120)
class BatchTest {
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @Timeout(120)
    abstract static class OnRealServer {
        RealServer server;

        abstract RealServer start(String... records);

        @BeforeAll
        void start() {
            server = start("alias 60 CNAME www");
        }

        @AfterAll
        void stop() {
            if (server != null) {
                server.close();
            }
        }

        @Test
        @DisplayName("a batch is one update: the serial of the zone grows once")
        void replaceAll_isOneUpdate() throws Exception {
            try (Rfc2136Publisher publisher = Publishing.to(server).build()) {
                List<Change> changes = changes("batch", 50, 1);
                long serial = HandEdit.of(server).serial();

                List<Replaced> ended = publisher.replaceAll(changes);

                assertThat(ended).extracting(Replaced::change).isEqualTo(changes);
                assertThat(ended).extracting(Replaced::failure).containsOnlyNulls();
                assertThat(HandEdit.of(server).serial() - serial).isEqualTo(1);
                assertAllThere(changes);
                assertThat(publisher.replaceAll(changes))
                        .extracting(Replaced::failure)
                        .containsOnlyNulls();
                assertThat(HandEdit.of(server).serial() - serial).isEqualTo(1);
            }
        }

        @Test
        @DisplayName(
                "of a batch, those that somebody newer has written, and one that the server refuses, fail; the others are written")
        void replaceAll_someRefused_othersAreWritten() throws Exception {
            try (Rfc2136Publisher publisher = Publishing.to(server).build()) {
                List<Change> changes = new ArrayList<>(changes("partly", 15, 2));
                changes.add(11, change(1, set(at("alias.example.com.", RecordType.A), "192.0.2.1")));
                RecordSet newer = set(changes.get(3).desired().key(), "198.51.100.1");
                publisher.replace(change(9, newer));

                List<Replaced> ended = publisher.replaceAll(changes);

                assertThat(failure(ended.get(3))).isEqualTo(PublishEffect.CONFLICT);
                assertThat(failure(ended.get(11))).isEqualTo(PublishEffect.CONFLICT);
                assertThat(HandEdit.of(server).read(newer.key())).isEqualTo(newer);
                assertThat(IntStream.range(0, 16).filter(i -> i != 3 && i != 11).mapToObj(ended::get))
                        .extracting(Replaced::failure)
                        .containsOnlyNulls();
                changes.remove(11);
                changes.remove(3);
                assertAllThere(changes);
            }
        }

        @Test
        @DisplayName("a batch that would be longer than a DNS message goes out in several")
        void replaceAll_tooLongForOneMessage_goesOutInSeveral() throws Exception {
            try (Rfc2136Publisher publisher =
                    Publishing.to(server).timeout(Duration.ofSeconds(60)).build()) {
                List<Change> changes = changes("long", 45, 100);
                long serial = HandEdit.of(server).serial();

                assertThat(publisher.replaceAll(changes))
                        .extracting(Replaced::failure)
                        .containsOnlyNulls();

                assertThat(HandEdit.of(server).serial() - serial).isBetween(2L, 4L);
                assertAllThere(changes);
            }
        }

        void assertAllThere(List<Change> changes) throws Exception {
            for (Change change : changes) {
                assertThat(HandEdit.of(server).read(change.desired().key())).isEqualTo(change.desired());
            }
        }

        static PublishEffect failure(Replaced replaced) {
            PublishException failure = replaced.failure();
            return failure == null ? null : failure.effect();
        }
    }

    @Nested
    class OnNamed extends OnRealServer {
        @Override
        RealServer start(String... records) {
            return NamedServer.start(records);
        }

        @Test
        @DisplayName("BIND answers SERVFAIL to a set of more than 100 records; it is alone with that")
        void replaceAll_oneTooLargeForBind_othersAreWritten() throws Exception {
            try (Rfc2136Publisher publisher = Publishing.to(server).build()) {
                List<Change> changes = new ArrayList<>(changes("small", 7, 1));
                changes.add(2, changes("large", 1, 101).get(0));

                List<Replaced> ended = publisher.replaceAll(changes);

                assertThat(failure(ended.get(2))).isEqualTo(PublishEffect.UNKNOWN);
                assertThat(ended)
                        .extracting(Replaced::failure)
                        .filteredOn(e -> e != null)
                        .hasSize(1);
                changes.remove(2);
                assertAllThere(changes);
            }
        }
    }

    @Nested
    class OnKnot extends OnRealServer {
        @Override
        RealServer start(String... records) {
            return KnotServer.start(records);
        }
    }

    @Nested
    class OnPowerDns extends OnRealServer {
        @Override
        RealServer start(String... records) {
            return PowerDnsServer.start(records);
        }
    }

    @Test
    @DisplayName(
            "an update without a reply to believe is unknown for each of its changes, and is not sent again in halves")
    void replaceAll_forgedReply_allAreUnknown() throws Exception {
        AtomicInteger updates = new AtomicInteger();
        FakeServer.Manners forged = (request, reply, out) -> {
            updates.incrementAndGet();
            reply.getHeader().setRcode(Rcode.NXRRSET);
            out.send(reply.toWire());
        };
        try (FakeServer server = FakeServer.answeringUpdates(forged);
                Rfc2136Publisher publisher =
                        server.publisher().timeout(Duration.ofSeconds(2)).build()) {
            assertThat(publisher.replaceAll(changes("forged", 4, 1)))
                    .allSatisfy(
                            replaced -> assertThat(replaced.failure().effect()).isEqualTo(PublishEffect.UNKNOWN));
            assertThat(updates).hasValue(1);
        }
    }

    @Test
    @DisplayName("a server that refuses all of them is asked for each, and each is as it was")
    void replaceAll_allRefused_nothingIsWritten() throws Exception {
        AtomicInteger updates = new AtomicInteger();
        FakeServer.Manners refusing = (request, reply, out) -> {
            updates.incrementAndGet();
            reply.getHeader().setRcode(Rcode.REFUSED);
            out.sendSigned(request, reply);
        };
        try (FakeServer server = FakeServer.start((request, reply, out) -> {
                    if (request.getHeader().getOpcode() == Opcode.UPDATE) {
                        refusing.answer(request, reply, out);
                    } else {
                        out.sendSigned(request, reply);
                    }
                });
                Rfc2136Publisher publisher = server.publisher().build()) {
            assertThat(publisher.replaceAll(changes("refused", 4, 1)))
                    .allSatisfy(replaced -> assertThat(replaced.failure())
                            .hasMessageContaining("REFUSED")
                            .extracting(PublishException::effect)
                            .isEqualTo(PublishEffect.NONE));
            assertThat(updates).hasValue(7);
        }
    }

    @Test
    @DisplayName("each of a batch keeps its place, its mark and its generation")
    void replaceAll_isReadBack() throws Exception {
        try (FakeServer server = FakeServer.start((request, reply, out) -> out.sendSigned(request, reply));
                Rfc2136Publisher publisher = server.publisher().maxBatch(3).build()) {
            List<Change> changes = changes("read", 3, 1);

            publisher.replaceAll(changes);

            assertThat(publisher.maxBatch()).isEqualTo(3);
            for (Change change : changes) {
                assertThat(publisher.read(change.desired().key()))
                        .isEqualTo(new Published(change.desired(), change.generation()));
            }
        }
    }

    @Test
    @DisplayName("an update names the record sets and their marks and nothing else, whatever the zone is signed with")
    void replaceAll_touchesNothingElse() throws Exception {
        List<Record> named = new CopyOnWriteArrayList<>();
        FakeServer.Manners listening = (request, reply, out) -> {
            if (request.getHeader().getOpcode() == Opcode.UPDATE) {
                named.addAll(request.getSection(Section.UPDATE));
            }
            out.sendSigned(request, reply);
        };
        try (FakeServer server = FakeServer.start(listening);
                Rfc2136Publisher publisher = server.publisher().build()) {
            publisher.replaceAll(changes("only", 2, 1));

            assertThat(named)
                    .extracting(record -> record.getName() + " " + Type.string(record.getType()))
                    .containsOnly(
                            "only0.example.com. A",
                            "_failover-a.only0.example.com. TXT",
                            "only1.example.com. A",
                            "_failover-a.only1.example.com. TXT");
        }
    }

    private static List<Change> changes(String name, int count, int addresses) {
        return IntStream.range(0, count)
                .mapToObj(i -> change(
                        i + 1,
                        set(
                                at(name + i + ".example.com.", RecordType.A),
                                IntStream.range(0, addresses)
                                        .mapToObj(n -> "10.0." + i + "." + n)
                                        .toArray(String[]::new))))
                .toList();
    }
}
