package io.dnsfailover.examples.failoverd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Real outages under a real failoverd that checks from two failure domains, each with a source address of its own. Whoever
 * extends this says which DNS server is asked.
 */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutageStories {
    private static final String PRIMARY = "127.0.0.1";
    private static final String BACKUP = "127.0.0.2";
    private static final String HERE = "127.0.0.1";
    private static final String THERE = "127.0.0.3";

    private final List<Backend> backends = new ArrayList<>();
    private final StringBuilder policies = new StringBuilder();
    private final AtomicInteger flappingChecks = new AtomicInteger();

    private ChildJvm failoverd;
    private Lookup dns;
    private Backend web;
    private Backend tcp;
    private Backend udp;
    private HttpBackend oneSided;

    /** The sections {@code dns} and {@code publishers}. */
    abstract String outlets(Path forKeys) throws IOException;

    /** The server to ask, when failoverd is ready. */
    abstract Lookup lookup(ChildJvm running);

    @BeforeAll
    void startEverything(@TempDir Path directory) throws IOException {
        String outlets = outlets(directory);
        web = story("web", HttpBackend.on(PRIMARY), HttpBackend.on(BACKUP), "{type: http, path: /healthz}");
        tcp = story("tcp", TcpBackend.on(PRIMARY), TcpBackend.on(BACKUP), "{type: tcp, port: 1, expect: \"220 \"}");
        udp = story(
                "udp", UdpBackend.on(PRIMARY), UdpBackend.on(BACKUP), "{type: udp, port: 1, send: ping, expect: pong}");
        Backend flapping =
                HttpBackend.answering(PRIMARY, client -> flappingChecks.incrementAndGet() % 3 == 0 ? 200 : 500);
        story("flapping", flapping, HttpBackend.on(BACKUP), "{type: http}");
        oneSided = HttpBackend.answering(PRIMARY, client -> client.equals(THERE) ? 0 : 200);
        story("onesided", oneSided, HttpBackend.on(BACKUP), "{type: http}");
        Path config =
                Files.writeString(directory.resolve("failoverd.yaml"), """
                locations: [{id: here, domain: eu, source: %s}, {id: there, domain: us, source: %s}]
                %s
                defaults:
                  record: {zone: example.com., type: A, ttl: 1s}
                  interval: 400ms
                  timeout: 300ms
                  confirm-after: 50ms
                  failback: {mode: after, dwell: 500ms}
                  moves: {max: 100, per: 1m}
                policies:
                %s""".formatted(HERE, THERE, outlets, policies));
        failoverd = ChildJvm.start(directory, Failoverd.class, "--config", config.toString());
        failoverd.awaitText("ready\n");
        dns = lookup(failoverd);
    }

    /** One policy; its primary and backup have ports of their own. */
    private Backend story(String name, Backend primary, Backend backup, String probe) {
        backends.add(primary);
        backends.add(backup);
        policies.append(String.format(
                Locale.ROOT,
                "  - {name: %s, record: {name: %s.example.com.}, probe: %s, endpoints: [{id: primary, address: %s, port: %d},"
                        + " {id: backup, address: %s, port: %d}]}%n",
                name,
                name,
                probe,
                PRIMARY,
                primary.port(),
                BACKUP,
                backup.port()));
        return primary;
    }

    @AfterAll
    void stopEverything() {
        if (failoverd != null) {
            failoverd.close();
        }
        backends.forEach(Backend::close);
    }

    @Test
    @DisplayName("the web server of the primary dies, and comes back")
    void web_failsOverAndBack() {
        failsOverAndBack("web", web);
    }

    @Test
    void tcp_failsOverAndBack() {
        failsOverAndBack("tcp", tcp);
    }

    @Test
    void udp_failsOverAndBack() {
        failsOverAndBack("udp", udp);
    }

    private void failsOverAndBack(String policy, Backend primary) {
        String name = policy + ".example.com.";
        dns.await(name, PRIMARY);

        primary.die();
        dns.await(name, BACKUP);
        primary.comeBack();
        dns.await(name, PRIMARY);

        // The answer comes first, and then the line.
        Awaitility.await()
                .atMost(ChildJvm.PATIENCE)
                .untilAsserted(() -> assertThat(failoverd.err())
                        .contains(
                                "[" + policy + "#2] " + name + " A: failed over: primary 127.0.0.1 -> backup 127.0.0.2")
                        .contains("[" + policy + "#3] " + name
                                + " A: failed back: backup 127.0.0.2 -> primary 127.0.0.1"));
    }

    @Test
    @DisplayName("a primary that fails two checks of three is down, and does not come back while it does")
    void primary_thatFailsTwoOfThree_isLeftForGood() {
        dns.await("flapping.example.com.", BACKUP);
        int checks = flappingChecks.get();

        awaitChecks(() -> flappingChecks.get() > checks + 30);

        assertThat(dns.addresses("flapping.example.com.")).containsExactly(BACKUP);
        assertThat(failoverd.err()).doesNotContain("[flapping#3]");
    }

    @Test
    @DisplayName("a primary that only one location cannot reach stays")
    void primary_thatOneLocationCannotReach_stays() {
        int failed = oneSided.asked(THERE);
        int passed = oneSided.asked(HERE);

        awaitChecks(() -> oneSided.asked(THERE) > failed + 10 && oneSided.asked(HERE) > passed + 10);

        dns.await("onesided.example.com.", PRIMARY);
        assertThat(failoverd.err()).doesNotContain("[onesided#2]");
    }

    private static void awaitChecks(Callable<Boolean> enough) {
        Awaitility.await()
                .atMost(ChildJvm.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(enough);
    }
}
