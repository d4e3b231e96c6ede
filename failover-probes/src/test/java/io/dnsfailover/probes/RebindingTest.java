package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.policy.ProbeSpec;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Names that lead where they must not: whoever holds a name aims our checks. */
class RebindingTest {
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    /** Stands for a public address: nobody answers there, and the check says which address it went to. */
    private static final InetAddress PUBLIC = Peer.address("127.9.9.9");

    private static final InetAddress CANARY = Peer.address("127.0.0.1");

    @Test
    @DisplayName("a name that alternates between a public address and 127.0.0.1 never brings a connection to 127.0.0.1")
    void alternatingName_neverReachesLoopback() {
        AtomicInteger asked = new AtomicInteger();
        try (Peer canary = Peer.silent();
                NetworkProber prober = NetworkProber.builder()
                        .allow("127.9.9.9")
                        .lookup(name -> List.of(asked.getAndIncrement() % 2 == 0 ? PUBLIC : CANARY))
                        .build()) {
            Endpoint endpoint = Endpoint.of("rebinding.example.").onPort(canary.port());
            for (ProbeSpec spec : List.of(HttpProbe.http(), HttpProbe.https(), TcpProbe.port(1))) {
                ProbeResult open = Run.check(prober, spec, endpoint, SHORT);
                ProbeResult closed = Run.check(prober, spec, endpoint, SHORT);

                assertThat(open.resolved()).isEqualTo("127.9.9.9");
                assertThat(closed.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
                assertThat(closed.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
                assertThat(closed.resolved()).isNull();
                assertThat(closed.detail())
                        .isEqualTo("name rebinding.example. leads to 127.0.0.1 (loopback), which" + " is not allowed");
            }
            assertThat(asked).hasValue(6); // once for each check
            assertThat(canary.accepted()).isZero();
        }
    }

    @Test
    @DisplayName("of several addresses the first that is allowed is taken, whatever stands before it")
    void mixedAddresses_theFirstAllowedIsTaken() {
        try (Peer canary = Peer.silent();
                NetworkProber prober = NetworkProber.builder()
                        .allow("127.9.9.9")
                        .lookup(name -> List.of(CANARY, Peer.address("::1"), PUBLIC))
                        .build()) {
            ProbeResult result = Run.check(
                    prober, HttpProbe.http(), Endpoint.of("mixed.example.").onPort(canary.port()), SHORT);

            assertThat(result.resolved()).isEqualTo("127.9.9.9");
            assertThat(canary.accepted()).isZero();
        }
    }

    @Test
    @DisplayName("an address that the policy names is listed by being named")
    void literal_isNotAskedAbout() {
        try (Peer peer = Peer.saying(OK);
                NetworkProber prober = NetworkProber.create()) {
            assertThat(Run.check(prober, HttpProbe.http(), peer.endpoint()).reason())
                    .isEqualTo(Reason.EXPECTED);
        }
    }

    /** A server on 127.0.0.2 that redirects to another host on port 80 of nobody. */
    private static Peer redirecting(String location, List<String> heads) {
        return Peer.at("127.0.0.2", connection -> {
            heads.add(Peer.readHead(connection));
            Peer.send(connection, "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
            Peer.drain(connection);
        });
    }

    private static HttpProbe following(String host) {
        return HttpProbe.http().host("www.example.com").followRedirects(RedirectPolicy.listed(2, host));
    }

    @Test
    @DisplayName("a listed host that leads to a forbidden address is not connected to, and each name is asked for once")
    void redirectToListedHost_isHeldAgainstThePolicy() {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (Peer peer = redirecting("http://login.example.com/", new CopyOnWriteArrayList<>());
                NetworkProber prober = NetworkProber.builder()
                        .lookup(name -> {
                            asked.add(name.toString());
                            return List.of(CANARY);
                        })
                        .build()) {
            ProbeResult result = Run.check(prober, following("login.example.com"), peer.endpoint());

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.ADDRESS_REFUSED);
            assertThat(asked).containsExactly("login.example.com.");
        }
    }

    @Test
    @DisplayName(
            "a listed host is connected to at an allowed address, and gets nothing that was meant for the endpoint")
    void redirectToListedHost_isFollowed() {
        AtomicInteger asked = new AtomicInteger();
        try (Peer peer = redirecting("http://login.example.com/", new CopyOnWriteArrayList<>());
                NetworkProber prober = NetworkProber.builder()
                        .allow("127.9.9.9")
                        .lookup(name -> {
                            asked.incrementAndGet();
                            return List.of(PUBLIC);
                        })
                        .build()) {
            ProbeResult result = Run.check(prober, following("LOGIN.example.com"), peer.endpoint());

            // Nobody listens on port 80 there: that it was tried is what shows.
            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.REFUSED);
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void redirectToAnAddress_orAHostThatIsNotListed_isNotFollowed() {
        for (String location : List.of(
                "http://169.254.169.254/latest/meta-data/",
                "http://127.0.0.1/",
                "http://2130706433/",
                "http://[::1]/",
                "http://other.example.com/",
                "http://login.example.com:8080/",
                "ftp://login.example.com/",
                "file:///etc/passwd",
                "//evil.example.com/",
                "http://login.example.com@127.0.0.1/",
                "http://login.example.com.evil.example/")) {
            try (Peer peer = redirecting(location, new CopyOnWriteArrayList<>());
                    NetworkProber prober = NetworkProber.builder()
                            .lookup(name -> {
                                throw new AssertionError("nobody may ask for " + name);
                            })
                            .build()) {
                ProbeResult result = Run.check(prober, following("login.example.com"), peer.endpoint());

                assertThat(result.reason()).as(location).isEqualTo(Reason.REDIRECT);
            }
        }
    }
}
