package io.dnsfailover.examples.quickstart;

import io.dnsfailover.Failover;
import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.listen.DnsListener;
import io.dnsfailover.health.Damping;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.probes.HttpProbe;
import io.dnsfailover.probes.NetworkProber;
import io.dnsfailover.quorum.Quorum;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;

/** Kills a web server and shows how its name moves to another one, and back. Takes about ten seconds. */
public final class Quickstart {
    private static final String NAME = "www.example.com.";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Story story;

    private Quickstart(PrintStream out) {
        this.story = new Story(out);
    }

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws IOException when a socket cannot be had
     * @throws InterruptedException when somebody interrupts it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // The story is told on standard output; the log would tell it twice.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        InetAddress second = SecondAddress.find();
        if (second == null) {
            System.err.println(SecondAddress.ADVICE);
            System.exit(1);
        } else {
            new Quickstart(System.out).run(InetAddress.getLoopbackAddress(), second);
        }
    }

    private static FailoverPolicy policy(String primary, String backup, int port) {
        // tag::policy[]
        FailoverPolicy www = FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .ttl(Duration.ofSeconds(5))
                .primary(primary)
                .backup(backup)
                .probe(HttpProbe.http()
                        .port(port)
                        .path("/healthz")
                        .expectStatus(200)
                        .expectBody("ok"))
                .every(Duration.ofSeconds(1))
                .timeout(Duration.ofMillis(500))
                .confirmAfter(Duration.ofMillis(200))
                .damping(Damping.fall(3).ok(2).rise(3))
                .quorum(Quorum.atLeast(2))
                .failback(Failback.afterUpFor(Duration.ofSeconds(2)))
                .build();
        // end::policy[]
        return www;
    }

    private void run(InetAddress first, InetAddress second) throws IOException, InterruptedException {
        WebServer primary = WebServer.start(first, 0);
        WebServer backup = WebServer.start(second, primary.port());
        FailoverPolicy www = policy(first.getHostAddress(), second.getHostAddress(), primary.port());
        // tag::run[]
        Failover failover = Failover.builder()
                .policy(www)
                .location(new Location("fra1", "eu-central"), NetworkProber.create())
                .location(new Location("iad1", "us-east"), NetworkProber.create())
                .notifier(story.notifier())
                .start();
        DnsListener dns = DnsListener.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Answerer.over(failover).build());
        // end::run[]
        try (failover;
                dns) {
            failover.firstRound().toCompletableFuture().join();
            tell(new StubResolver(dns.address()), primary);
        } finally {
            backup.close();
        }
    }

    private void tell(StubResolver resolver, WebServer primary) throws IOException, InterruptedException {
        story.scene("Two web servers, checked from two places; try: " + resolver.asDig(NAME));
        sees(resolver.lookUp(NAME));
        pause();
        failOver(resolver, primary);
        pause();
        failBack(resolver, primary);
    }

    private void failOver(StubResolver resolver, WebServer primary) throws IOException, InterruptedException {
        story.scene("The primary's web server dies");
        String before = resolver.lookUp(NAME);
        primary.close();
        Instant changed = awaitOther(resolver, before);
        story.explain(story.awaitDecision(PATIENCE));
        story.at(changed, "answer changed");
        sees(resolver.lookUp(NAME));
    }

    private void failBack(StubResolver resolver, WebServer primary) throws IOException, InterruptedException {
        story.scene("The primary's web server is back");
        String before = resolver.lookUp(NAME);
        primary.startAgain();
        story.line("it has to pass 3 checks in a row, and then to stay up for 2 s, before the name returns");
        Instant changed = awaitOther(resolver, before);
        story.explain(story.awaitDecision(PATIENCE));
        story.at(changed, "answer changed");
        sees(resolver.lookUp(NAME));
        primary.close();
    }

    /** Asks until the answer is another one, and says when that was. */
    private static Instant awaitOther(StubResolver resolver, String before) throws IOException, InterruptedException {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (resolver.lookUp(NAME).equals(before)) {
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("the answer is still " + before);
            }
            Thread.sleep(2);
        }
        return Instant.now();
    }

    private void sees(String answer) {
        story.line("a resolver sees " + NAME + " A " + answer);
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(1000);
    }
}
