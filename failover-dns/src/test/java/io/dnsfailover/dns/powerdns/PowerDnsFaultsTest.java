package io.dnsfailover.dns.powerdns;

import static io.dnsfailover.dns.powerdns.Api.change;
import static io.dnsfailover.dns.powerdns.Api.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.server.PowerDnsServer;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.Secret;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API answers when it does not do what it was asked for, or somebody else answers for it. */
@Timeout(60)
class PowerDnsFaultsTest {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static PowerDnsServer server;

    private final RecordSet www = set("n" + NAMES.incrementAndGet() + ".example.com.", "192.0.2.20");
    private final Change move = change(1, www);

    @BeforeAll
    static void start() {
        server = PowerDnsServer.start("alias 60 CNAME www");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 400 Bad Request|Content-Length: 3||bad, NONE, the server says 400: bad",
        "HTTP/1.1 401 Unauthorized|Content-Length: 12||Unauthorized, NONE, the server says 401: Unauthorized",
        "HTTP/1.1 403 Forbidden|Content-Length: 0||, NONE, the server says 403",
        "HTTP/1.1 404 Not Found|Content-Length: 9||Not Found, NONE, the server says 404: Not Found",
        "'HTTP/1.1 422 No||{\"error\": \"RRset x: out of \\u007aone\"}', NONE, the server says 422: RRset x: out of zone",
        "'HTTP/1.1 422 No|Content-Length: 9||{\"error\":', NONE, 'the server says 422: {\"error\":'",
        "HTTP/1.1 302 Found|Location: http://127.0.0.1:1/||, NONE, 'the server says 302, and redirects are not followed'",
        "HTTP/1.1 500 Oops|Content-Length: 4||oops, UNKNOWN, the server says 500: oops",
        "HTTP/1.1 502 Bad Gateway|Transfer-Encoding: chunked||6|<html>|0||, UNKNOWN, the server says 502: <html>",
        "HTTP/1.1 202 Accepted|Content-Length: 0||, UNKNOWN, the server says 202",
        "HTTP/1.1 204, UNKNOWN, the reply ends too soon",
        "'', UNKNOWN, the reply ends too soon",
        "220 smtp.example.com ESMTP||, UNKNOWN, not a reply of HTTP/1.1",
    })
    @DisplayName("a refusal changes nothing and says why; what is no clear word about the write is unknown")
    void replace_patchAnswered_hasTheEffect(String reply, PublishEffect effect, String message) throws Exception {
        try (Relay relay = Relay.before(server, Relay.forMethod("PATCH", exchange -> exchange.say(reply)));
                DnsPublisher publisher = relay.publisher().build()) {
            assertFails(effect, publisher, move).hasMessageContaining(message);

            assertThat(publisher.read(www.key())).isEqualTo(Published.NOTHING);
            assertThat(relay.count("PATCH")).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a write whose reply was lost is unknown, and done when it is tried again")
    void replace_replyLost_isUnknownThenDone() throws Exception {
        try (Relay relay = Relay.before(server, Relay.forMethod("PATCH", Relay.Exchange::ask));
                DnsPublisher publisher = relay.publisher().build()) {
            assertFails(PublishEffect.UNKNOWN, publisher, move);

            publisher.replace(move);

            assertThat(relay.count("PATCH")).isEqualTo(1);
            assertThat(publisher.read(www.key())).isEqualTo(new Published(www, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 2||[]",
                "HTTP/1.1 200 OK|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|Content-Length: 4||null",
                "HTTP/1.1 200 OK|Content-Length: 13||{\"rrsets\":{}}",
                "HTTP/1.1 200 OK|Content-Length: 14||{\"rrsets\":[1]}",
                "HTTP/1.1 200 OK|Content-Length: 15||{\"rrsets\":[{}]}",
                "HTTP/1.1 200 OK|Content-Length: 1||\u00ff",
                "HTTP/1.1 500 Oops|Content-Length: 0||",
                "HTTP/1.1 204 No Content||",
                "HTTP/1.1 301 Moved|Location: http://127.0.0.1:1/||",
                "HTTP/1.1 200 OK|Content-Length: 20||",
            })
    @DisplayName("what cannot be read before is not written over")
    void replace_readAnsweredWrongly_writesNothing(String reply) throws Exception {
        try (Relay relay = Relay.before(server, Relay.forMethod("GET", exchange -> exchange.say(reply)));
                DnsPublisher publisher = relay.publisher().build()) {
            assertThatThrownBy(() -> publisher.read(www.key())).isInstanceOf(PublishException.class);
            assertFails(PublishEffect.NONE, publisher, move);

            assertThat(relay.count("PATCH")).isZero();
        }
    }

    @Test
    @DisplayName("a reply without end is given up, by its size or at the deadline")
    void read_endlessReply_isGivenUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        String flood = "x".repeat(64 * 1024);
        Relay.Manners endless = exchange -> {
            exchange.say("HTTP/1.1 200 OK||");
            while (true) {
                exchange.say(flood);
            }
        };
        Relay.Manners stalled = exchange -> {
            exchange.say("HTTP/1.1 200 OK|Content-Len");
            over.await();
        };
        try (Relay relay = Relay.before(server, endless);
                DnsPublisher publisher = relay.publisher().build()) {
            assertThatThrownBy(() -> publisher.read(www.key()))
                    .hasMessageContaining("the reply has more than 1048576 octets");
        }
        try (Relay relay = Relay.before(server, stalled);
                DnsPublisher publisher =
                        relay.publisher().timeout(Duration.ofMillis(200)).build()) {
            assertThatThrownBy(() -> publisher.read(www.key())).hasMessageContaining("no reply in time");
        } finally {
            over.countDown();
        }
    }

    @Test
    @DisplayName("a server that repeats the request does not bring the key into a message")
    void replace_keyEchoed_isNotShown() throws Exception {
        Relay.Manners echo = exchange -> exchange.say("HTTP/1.1 403 No||" + exchange.request());
        try (Relay relay = Relay.before(server, echo);
                DnsPublisher publisher = relay.publisher().build()) {
            assertFails(PublishEffect.NONE, publisher, move)
                    .hasMessageContaining("X-API-Key: (secret not shown)")
                    .hasMessageNotContaining(PowerDnsServer.API_KEY);
        }
    }

    @Test
    @DisplayName("a key that is wrong reads nothing and writes nothing")
    void replace_wrongKey_changesNothing() throws Exception {
        try (DnsPublisher publisher = PowerDnsPublisher.to(server.api())
                .key(Secret.of("this-is-another-key"))
                .dns(server.address())
                .build()) {
            assertFails(PublishEffect.NONE, publisher, move)
                    .hasMessageContaining("the server says 401: Unauthorized")
                    .hasMessageNotContaining("this-is-another-key");
        }
    }

    @Test
    @DisplayName("what somebody else wrote between our write and our look is a conflict")
    void replace_overwrittenAtOnce_isConflict() throws Exception {
        Relay.Manners beaten = Relay.forMethod("PATCH", exchange -> {
            byte[] reply = exchange.ask();
            Api.replaceByHand(server, set(www.key().owner().toString(), "203.0.113.1"));
            exchange.say(new String(reply, StandardCharsets.ISO_8859_1));
        });
        try (Relay relay = Relay.before(server, beaten);
                DnsPublisher publisher = relay.publisher().build()) {
            assertFails(PublishEffect.CONFLICT, publisher, move).hasMessageContaining("by now overwritten");
        }
    }

    @Test
    @DisplayName("a success needs the caches cleared")
    void replace_flushRefused_isUnknown() throws Exception {
        Relay.Manners dirty = Relay.forMethod("PUT", exchange -> exchange.say("HTTP/1.1 403 No|Content-Length: 0||"));
        try (Relay relay = Relay.before(server, dirty);
                DnsPublisher publisher = relay.publisher().build()) {
            assertFails(PublishEffect.UNKNOWN, publisher, move).hasMessageContaining("cannot flush");
        }
    }

    @Test
    @DisplayName("a success needs an answer over DNS")
    void replace_dnsSilent_isUnknown() throws Exception {
        InetSocketAddress closed;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        try (DnsPublisher publisher = Api.to(server.api(), closed).build()) {
            assertFails(PublishEffect.UNKNOWN, publisher, move).hasMessageContaining("confirmed the write");
        }
        try (DnsPublisher publisher = Api.to(server).build()) {
            assertThat(publisher.read(www.key())).isEqualTo(new Published(www, 1));
        }
    }

    @Test
    @DisplayName("a change with an expectation is refused, because nobody would compare")
    void replace_withExpectation_isRefused() throws Exception {
        try (DnsPublisher publisher = Api.to(server).build()) {
            assertFails(PublishEffect.NONE, publisher, new Change(www, Published.NOTHING, 1, 0))
                    .hasMessageContaining("cannot compare");
        }
    }

    @Test
    @DisplayName("the mark decides who may write: owner, token, generation")
    void replace_overAnothersMark_isConflict() throws Exception {
        RecordSet other = set(www.key().owner().toString(), "192.0.2.30");
        try (DnsPublisher publisher = Api.to(server).build();
                DnsPublisher stranger = Api.to(server).owner("somebody-else").build()) {
            publisher.replace(new Change(www, null, 5, 3));

            assertFails(PublishEffect.CONFLICT, stranger, new Change(other, null, 9, 9))
                    .hasMessageContaining("belongs to 'failover'");
            assertFails(PublishEffect.CONFLICT, publisher, new Change(other, null, 6, 2))
                    .hasMessageContaining("has taken over");
            assertFails(PublishEffect.CONFLICT, publisher, new Change(other, null, 4, 3))
                    .hasMessageContaining("is newer");
            assertFails(PublishEffect.CONFLICT, publisher, new Change(other, null, 5, 3))
                    .hasMessageContaining("with other records");
            assertThat(publisher.read(www.key())).isEqualTo(new Published(www, 5));
        }
    }

    private static AbstractThrowableAssert<?, ?> assertFails(
            PublishEffect effect, DnsPublisher publisher, Change change) {
        return assertThatThrownBy(() -> publisher.replace(change))
                .isInstanceOfSatisfying(
                        PublishException.class,
                        e -> assertThat(e.effect()).as("%s", e).isEqualTo(effect));
    }
}
