package io.dnsfailover.notify.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.dnsfailover.Failover;
import io.dnsfailover.health.Damping;
import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.model.Trace;
import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.internal.NotifyTime;
import io.dnsfailover.notify.mail.MailChannel;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.spi.Tracer;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.SimulatedTime;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A failover with the clocks of the machine, told by mail through a mail server: as a user assembles it. */
@Execution(ExecutionMode.CONCURRENT)
class FailoverByMailTest {
    private static final Location DUB = Location.of("dub1");
    private static final Location NYC = Location.of("nyc1");
    private static final Location SIN = Location.of("sin1");

    @Test
    void failover_isToldByMail_withPicturesAndThePage() throws Exception {
        MimeMessage mail = mailOfAFailover();

        assertThat(mail.getSubject())
                .isEqualTo(
                        "[FAILOVER] www.example.com A: fra1 192.0.2.10 -> ams1 198.51.100.10 (2 of 3 locations down)");
        List<Part> parts = parts(mail);
        String text = ((String) parts.get(0).getContent()).replaceAll("\\s+", " ");
        assertThat(text)
                .contains("dub1 (check: FAIL): nothing answers from hop 2 on, after 10.0.0.1")
                .contains("sin1 (check: PASS): the path is whole")
                .contains("bind-1", "written and read back", "How to undo it", "not before")
                .contains("\"<b>no answer</b>\"");
        assertThat((String) parts.get(1).getContent())
                .contains("<img src=\"cid:path\"", "&lt;b&gt;no answer&lt;/b&gt;")
                .doesNotContain("<b>no");
        assertThat(parts.stream().skip(2).map(FailoverByMailTest::nameOf)).containsExactly("path.png", "incident.html");
        assertThat(new String(parts.get(3).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Checks of fra1", "first failed check began", "bind-1 serves it");
    }

    /** Lets fra1 fail for two of three locations, and returns the mail that tells of the failover. */
    static MimeMessage mailOfAFailover() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        AtomicBoolean down = new AtomicBoolean();
        FailoverPolicy www = Stage.policy("www").toBuilder()
                .every(Duration.ofMillis(400))
                .timeout(Duration.ofMillis(300))
                .confirmAfter(Duration.ofMillis(100))
                .damping(Damping.fall(3).ok(3).rise(3))
                .build();
        Reports reports = Reports.builder()
                .tracer(DUB, tracer(down::get))
                .tracer(NYC, tracer(down::get))
                .tracer(SIN, tracer(() -> false))
                .receiptsWithin(Duration.ofSeconds(1))
                .build();
        MailChannel mail = MailChannel.through("127.0.0.1")
                .port(server.getSmtp().getPort())
                .clearText()
                .from(new MailAddress("failover@example.com"))
                .build();
        try (Failover failover = Failover.builder()
                .policy(www)
                .location(DUB, prober(down::get))
                .location(NYC, prober(down::get))
                .location(SIN, prober(() -> false))
                .publisher(InMemoryPublisher.on(new SimulatedTime()).named("bind-1"))
                .journal(reports.journal())
                .notifier(reports.listener())
                .notifier(reports.through(mail, ContactList.of("ops", "ops@example.com")))
                .start()) {
            failover.firstRound().toCompletableFuture().get();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> failover.status("www").stream()
                            .flatMap(record -> record.endpoints().stream())
                            .allMatch(endpoint -> endpoint.measured() == io.dnsfailover.quorum.Verdict.UP));
            down.set(true);
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> failoverIn(server.getReceivedMessages()), found -> !found.isEmpty())
                    .get(0);
        } finally {
            server.stop();
        }
    }

    private static List<MimeMessage> failoverIn(MimeMessage... mails) throws Exception {
        List<MimeMessage> found = new ArrayList<>();
        for (MimeMessage mail : mails) {
            if (mail.getSubject().startsWith("[FAILOVER]")) {
                found.add(mail);
            }
        }
        return found;
    }

    private static Prober prober(BooleanSupplier fraIsDown) {
        return new Prober() {
            @Override
            public boolean supports(ProbeSpec spec) {
                return true;
            }

            @Override
            public Probe prepare(ProbeSpec spec) {
                return request -> {
                    boolean fails = request.endpoint().id().equals("fra1") && fraIsDown.getAsBoolean();
                    return CompletableFuture.completedFuture(ProbeResult.of(
                            fails ? Reason.CONNECT_TIMEOUT : Reason.EXPECTED,
                            fails ? "<b>no answer</b>" : "",
                            Timings.total(Duration.ofMillis(fails ? 50 : 4))));
                };
            }

            @Override
            public void close() {
                // Owns nothing.
            }
        };
    }

    private static Tracer tracer(BooleanSupplier fraIsDown) {
        NotifyTime time = NotifyTime.ofTheMachine();
        return request -> {
            boolean breaks = request.endpoint().id().equals("fra1") && fraIsDown.getAsBoolean();
            Moment now = time.now();
            List<Hop> hops = breaks
                    ? List.of(hop(1, "10.0.0.1"), new Hop(2, 3, List.of()), new Hop(3, 3, List.of()))
                    : List.of(
                            hop(1, "10.0.0.1"),
                            hop(2, "203.0.113.1"),
                            hop(3, request.endpoint().target().rdata()));
            Trace.Ending ending = breaks ? Trace.Ending.SILENT : Trace.Ending.REACHED;
            return CompletableFuture.completedFuture(new Trace(null, hops, ending, "", now, Duration.ofMillis(30)));
        };
    }

    private static Hop hop(int ttl, String address) {
        try {
            Duration rtt = Duration.ofMillis(4L * ttl);
            return new Hop(ttl, 3, List.of(Hop.Responder.of(InetAddress.getByName(address), rtt, rtt, rtt)));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String nameOf(Part part) {
        try {
            return part.getFileName();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All parts that hold no others, in order. */
    static List<Part> parts(Part part) throws Exception {
        if (!part.isMimeType("multipart/*")) {
            return List.of(part);
        }
        Multipart all = (Multipart) part.getContent();
        List<Part> leaves = new ArrayList<>();
        for (int i = 0; i < all.getCount(); i++) {
            leaves.addAll(parts(all.getBodyPart(i)));
        }
        return leaves;
    }
}
