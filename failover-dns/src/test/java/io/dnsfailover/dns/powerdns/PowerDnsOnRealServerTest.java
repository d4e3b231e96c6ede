package io.dnsfailover.dns.powerdns;

import static io.dnsfailover.dns.powerdns.Api.change;
import static io.dnsfailover.dns.powerdns.Api.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.rfc2136.Rfc2136Publisher;
import io.dnsfailover.dns.server.PowerDnsServer;
import io.dnsfailover.dns.server.ServerKey;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.Replaced;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A real server whose caches are as they are when nobody says otherwise. */
@Timeout(120)
class PowerDnsOnRealServerTest {
    private static final int ROUNDS = 40;
    private static final int POLLERS = 4;

    private static PowerDnsServer server;

    @BeforeAll
    static void start() {
        server = PowerDnsServer.startWithCaches("alias 60 CNAME www", "*.wild 60 A 192.0.2.9");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @DisplayName("a name that everybody asks for is never answered with the old address after a success")
    void replace_hotName_isNotAnsweredFromTheCache() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(POLLERS);
        AtomicBoolean over = new AtomicBoolean();
        try (DnsPublisher publisher = Api.to(server).build()) {
            RecordSet first = set("hot.example.com.", "10.0.0.0");
            publisher.replace(change(1, first));
            List<Future<Integer>> pollers =
                    List.of(threads.submit(() -> poll(first, over)), threads.submit(() -> poll(first, over)));
            for (int round = 2; round <= ROUNDS; round++) {
                RecordSet next = set("hot.example.com.", "10.0.0." + round);

                publisher.replace(change(round, next));

                for (int look = 0; look < 5; look++) {
                    assertThat(Api.lookup(server, next.key())).isEqualTo(next);
                }
            }
            over.set(true);
            for (Future<Integer> poller : pollers) {
                assertThat(poller.get()).isGreaterThan(ROUNDS);
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    /** Asks as fast as it can, which is what makes the caches of PowerDNS keep what they should not. */
    private static int poll(RecordSet set, AtomicBoolean over) throws Exception {
        byte[] query = Message.newQuery(
                        Record.newRecord(ZoneRecords.name(set.key().owner()), Type.A, DClass.IN))
                .toWire();
        int answers = 0;
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server.address());
            socket.setSoTimeout(1000);
            DatagramPacket answer = new DatagramPacket(new byte[512], 512);
            while (!over.get()) {
                socket.send(new DatagramPacket(query, query.length));
                socket.receive(answer);
                assertThat(new Message(Arrays.copyOf(answer.getData(), answer.getLength())).getSection(Section.ANSWER))
                        .hasSize(1);
                answers++;
            }
        }
        return answers;
    }

    @Test
    @DisplayName("a batch is one request, and each of its changes is there")
    void replaceAll_isOneRequest() throws Exception {
        try (Relay relay = Relay.before(server, Relay.Exchange::forward);
                DnsPublisher publisher = relay.publisher().build()) {
            List<Change> changes = changes("batch", 40);

            List<Replaced> ended = publisher.replaceAll(changes);

            assertThat(ended)
                    .hasSize(40)
                    .allSatisfy(replaced -> assertThat(replaced.failure()).isNull());
            assertThat(relay.count("PATCH")).isEqualTo(1);
            for (Change change : changes) {
                assertThat(Api.lookup(server, change.desired().key())).isEqualTo(change.desired());
            }
            assertThat(publisher.replaceAll(changes))
                    .extracting(Replaced::change)
                    .isEqualTo(changes);
            assertThat(relay.count("PATCH")).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "a request names the record set and its mark and nothing else, and the caches are told to forget the name")
    void replace_touchesNothingElse() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        Relay.Manners listening = exchange -> {
            requests.add(exchange.request());
            exchange.forward();
        };
        try (Relay relay = Relay.before(server, listening);
                DnsPublisher publisher = relay.publisher().build()) {
            publisher.replace(change(1, set("only.example.com.", "192.0.2.1")));

            assertThat(requests.stream().filter(request -> request.startsWith("PATCH ")))
                    .singleElement()
                    .asString()
                    .endsWith(
                            "{\"rrsets\":[{\"name\":\"only.example.com.\",\"type\":\"A\",\"ttl\":30,\"changetype\":\"REPLACE\","
                                    + "\"records\":[{\"content\":\"192.0.2.1\",\"disabled\":false}]},"
                                    + "{\"name\":\"_failover-a.only.example.com.\",\"type\":\"TXT\",\"ttl\":60,\"changetype\":\"REPLACE\","
                                    + "\"records\":[{\"content\":\"\\\"v=1 owner=failover generation=1 token=0\\\"\",\"disabled\":false}]}]}");
            assertThat(requests)
                    .anyMatch(request -> request.startsWith(
                            "PUT /api/v1/servers/localhost/cache/flush?domain=only.example.com. HTTP/1.1"));
        }
    }

    @Test
    @DisplayName("of a batch that is refused, the one that is to blame fails and the others are written")
    void replaceAll_oneRefused_othersAreWritten() throws Exception {
        try (Relay relay = Relay.before(server, Relay.Exchange::forward);
                DnsPublisher publisher = relay.publisher().build()) {
            List<Change> changes = new ArrayList<>(changes("partly", 15));
            changes.add(7, change(1, set("alias.example.com.", "192.0.2.1")));

            List<Replaced> ended = publisher.replaceAll(changes);

            for (int i = 0; i < changes.size(); i++) {
                PublishException failure = ended.get(i).failure();
                if (i == 7) {
                    assertThat(failure.effect()).isEqualTo(PublishEffect.NONE);
                    assertThat(failure).hasMessageContaining("alias.example.com. IN A: Conflicts with");
                } else {
                    RecordSet desired = changes.get(i).desired();
                    assertThat(failure).isNull();
                    assertThat(Api.lookup(server, desired.key())).isEqualTo(desired);
                }
            }
            // One for all, then two for each time that the half with the culprit is halved.
            assertThat(relay.count("PATCH")).isEqualTo(9);
        }
    }

    @Test
    @DisplayName("a batch that got no answer is unknown, each of its changes")
    void replaceAll_replyLost_allAreUnknown() throws Exception {
        try (Relay relay = Relay.before(server, Relay.forMethod("PATCH", Relay.Exchange::ask));
                DnsPublisher publisher = relay.publisher().build()) {
            List<Change> changes = changes("lost", 3);

            assertThat(publisher.replaceAll(changes))
                    .allSatisfy(
                            replaced -> assertThat(replaced.failure().effect()).isEqualTo(PublishEffect.UNKNOWN));
            assertThat(relay.count("PATCH")).isEqualTo(1);
            assertThat(publisher.replaceAll(changes))
                    .allSatisfy(replaced -> assertThat(replaced.failure()).isNull());
        }
    }

    @Test
    @DisplayName("more than a batch, or one record set twice, is the caller's mistake")
    void replaceAll_wrongBatch_isRefused() throws Exception {
        try (DnsPublisher publisher = Api.to(server).maxBatch(2).build()) {
            List<Change> twice =
                    List.of(changes("twice", 1).get(0), changes("twice", 1).get(0));

            assertThatThrownBy(() -> publisher.replaceAll(changes("many", 3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at most 2 changes of one zone");
            assertThatThrownBy(() -> publisher.replaceAll(twice)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("the API and RFC 2136 know each other's marks")
    void marks_areThoseOfRfc2136() throws Exception {
        ServerKey key = ServerKey.DEFAULT;
        RecordSet byApi = set("both.example.com.", "192.0.2.1");
        RecordSet byUpdate = set("both.example.com.", "192.0.2.2");
        try (DnsPublisher api = Api.to(server).build();
                DnsPublisher update = Rfc2136Publisher.to(server.address())
                        .key(TsigKey.of(key.name(), key.algorithm(), key.secret()))
                        .build()) {
            api.replace(change(1, byApi));
            assertThat(update.read(byApi.key())).isEqualTo(new Published(byApi, 1));

            update.replace(new Change(byUpdate, new Published(byApi, 1), 2, 0));
            assertThat(api.read(byApi.key())).isEqualTo(new Published(byUpdate, 2));
            assertThatThrownBy(() -> api.replace(change(1, byApi))).hasMessageContaining("generation 2 is newer");
        }
    }

    @Test
    @DisplayName("a name below a wildcard is written, and a disabled record is not taken for one that is served")
    void read_seesWhatIsServed() throws Exception {
        RecordSet overlaid = set("a.wild.example.com.", "192.0.2.1");
        Api.patch(
                server,
                "{\"rrsets\":[{\"name\":\"off.example.com.\",\"type\":\"A\",\"ttl\":60,\"changetype\":\"REPLACE\",\"records\":["
                        + "{\"content\":\"192.0.2.1\",\"disabled\":true}]}]}");
        try (DnsPublisher publisher = Api.to(server).build()) {
            publisher.replace(change(1, overlaid));

            assertThat(publisher.read(overlaid.key())).isEqualTo(new Published(overlaid, 1));
            assertThat(publisher.read(set("off.example.com.", "192.0.2.1").key()))
                    .isEqualTo(Published.NOTHING);
        }
    }

    private static List<Change> changes(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> change(1, set(name + i + ".example.com.", "192.0.2." + i)))
                .toList();
    }
}
