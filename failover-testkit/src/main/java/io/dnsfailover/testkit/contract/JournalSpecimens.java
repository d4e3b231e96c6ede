package io.dnsfailover.testkit.contract;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.journal.Host;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.journal.RecordedProbe;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Timings;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One example of every entry that a {@link io.dnsfailover.journal.Journal} may be handed. Always the same values. */
public final class JournalSpecimens {
    private static final Instant WALL = Instant.parse("2026-01-02T03:04:05.000000006Z");
    private static final Host HOST = new Host(
            List.of(Location.of("fra1"), new Location("ams1", "nl")),
            Set.of("ams1"),
            Brake.DEFAULT,
            Doubt.DEFAULT,
            List.of(new Host.Control(Endpoint.of("192.0.2.99"), new RecordedProbe("tcp", 53, "tcp port 53"))));

    private JournalSpecimens() {}

    /**
     * One entry of each kind, as a run could have them: it starts, and nothing in it happens before what stands before it.
     *
     * @return an immutable list; equal to what a journal gives back that was written as text
     */
    public static List<JournalEntry> entries() {
        FailoverPolicy www = policy();
        Holding primary = Holding.of(www.primary());
        Holding backup = Holding.of(www.endpoints().get(1));
        RecordSet served = RecordSet.of(www.record(), new Ttl(30), List.of("192.0.2.20"));
        StandingOrder hold = StandingOrder.from(StandingOrder.Kind.HELD, Duration.ofMinutes(1), at(0));
        StandingOrder up = StandingOrder.from(StandingOrder.Kind.FORCED_UP, null, at(0));
        StoredState stored =
                new StoredState(www.record(), 7, primary, Set.of("backup"), Map.of("backup", up), hold, List.of(WALL));
        ProbeResult refused = new ProbeResult(
                Reason.REFUSED,
                "refused\tby a \\ and\nsomething\u2028else",
                new Timings(null, Duration.ofNanos(1), null, Duration.ofMillis(2), Duration.ofMillis(4)),
                "192.0.2.10",
                503,
                new Notes("ends \\ soon\t", WALL.plusSeconds(86_400), "sha256:1f"));
        Observation seen = new Observation("www", "192.0.2.10", "fra1", refused, at(2), 5);
        Decision decision = Specimens.decision(Decision.Cause.FAILOVER);
        return List.of(
                new JournalEntry.Started(at(0), HOST, List.of(www), Map.of("www", stored)),
                new JournalEntry.ServersRead(at(1), "www", 3, List.of(new Published(served, 6), Published.NOTHING)),
                new JournalEntry.Observed(at(3), seen),
                new JournalEntry.ControlChecked(at(3), "fra1", 0, Reason.EXPECTED, at(2)),
                new JournalEntry.Resumed(at(3)),
                new JournalEntry.BrakeChecked(at(3)),
                new JournalEntry.BrakeReleased(at(4)),
                new JournalEntry.Woken(at(4), "www"),
                new JournalEntry.Decided(at(5), "www", 8, decision.cause(), primary, backup, at(2), "www: " + decision),
                new JournalEntry.Stored(at(6)),
                new JournalEntry.PublishConfirmed(at(7), "www", "rfc2136 127.0.0.1:53", served, 8),
                new JournalEntry.PublishFailed(at(8), "www", "ns2", PublishEffect.UNKNOWN, "no answer in time", 2),
                new JournalEntry.ServerAhead(at(9), "www", "ns2", new Published(served, 90), true),
                new JournalEntry.Ordered(
                        at(10),
                        "www",
                        new Command.Force("backup", StandingOrder.Kind.FORCED_DOWN, Duration.ofMinutes(2))),
                new JournalEntry.PoliciesReplaced(at(11), List.of(www)),
                new JournalEntry.Lost(at(12), 17),
                new JournalEntry.Continued(at(12), HOST, List.of(www)));
    }

    private static FailoverPolicy policy() {
        return FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary("192.0.2.10")
                .backup(Endpoint.of("192.0.2.20").named("backup").onPort(8080))
                .probe(new RecordedProbe("http", 80, "http port 80 path \"/a b\""))
                .build();
    }

    private static Moment at(int seconds) {
        return new Moment(Duration.ofSeconds(1_000 + seconds).toNanos() + 17, WALL.plusSeconds(seconds));
    }
}
