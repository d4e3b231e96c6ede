package io.dnsfailover.testkit.contract;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Evidence;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.decision.Rejection;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.health.Health;
import io.dnsfailover.health.HealthState;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.health.Warning;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Timings;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.quorum.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One complete example of everything that a {@link io.dnsfailover.spi.Notifier} may be handed: a record
 * {@code www.example.com. A} that leaves {@code 192.0.2.10} for {@code 192.0.2.20}, seen from two locations. Always the
 * same values.
 */
public final class Specimens {
    private static final RecordSetKey RECORD =
            new RecordSetKey(DnsName.of("example.com."), DnsName.of("www.example.com."), RecordType.A);
    private static final Endpoint PRIMARY = Endpoint.of("192.0.2.10");
    private static final Endpoint BACKUP = Endpoint.of("192.0.2.20").named("backup");
    private static final Instant WALL = Instant.parse("2026-01-02T03:04:05Z");

    private static final Warning WARNING =
            new Warning(Warning.Kind.CHECK, "certificate ends in 6 days (seen from fra1)");

    private Specimens() {}

    /**
     * One event of each kind, with ids of their own.
     *
     * @return an immutable list
     */
    public static List<FailoverEvent> events() {
        Ballot ballot = Ballot.standing(
                views(Reason.REFUSED), at(3).nanos(), Duration.ofMinutes(1).toNanos());
        return List.of(
                new FailoverEvent.VerdictReached(header(1), PRIMARY.id(), Verdict.UP, Verdict.DOWN, ballot),
                new FailoverEvent.CandidateRejected(header(2), BACKUP.id(), "failed its fresh check"),
                new FailoverEvent.MoveWithheld(header(3), RecordState.Notice.HELD, PRIMARY.id()),
                new FailoverEvent.OverrideChanged(header(4), PRIMARY.id(), "FORCED_DOWN, measured UP"),
                new FailoverEvent.FailedOver(header(5), decision(Decision.Cause.FAILOVER)),
                new FailoverEvent.FailedBack(header(6), decision(Decision.Cause.FAILBACK)),
                new FailoverEvent.GaveUp(header(7), decision(Decision.Cause.ALL_DOWN)),
                new FailoverEvent.Published(header(8), "in-memory", recordSet(), 7, Duration.ofMillis(12)),
                new FailoverEvent.PublishFailed(header(9), "in-memory", "UNKNOWN", "no answer in time", 2),
                new FailoverEvent.BrakeApplied(ofHost(10), 21, 40, Brake.DEFAULT),
                new FailoverEvent.BrakeReleased(ofHost(11), true),
                new FailoverEvent.LocationDoubted(
                        ofHost(12), Location.of("ams1"), Doubt.Cause.NETWORKS, "4 of 4 networks fail together"),
                new FailoverEvent.LocationTrusted(ofHost(13), Location.of("ams1"), Duration.ofSeconds(90)),
                new FailoverEvent.WarningRaised(header(14), BACKUP.id(), WARNING),
                new FailoverEvent.WarningCleared(header(15), BACKUP.id(), WARNING, Duration.ofHours(2)),
                new ServerEvent.DriftFound(header(16), "in-memory", null, 0, recordSet(), 7, true),
                new ServerEvent.DriftEnded(header(17), "in-memory", Duration.ofSeconds(31)),
                new ServerEvent.ServersDiverged(
                        header(18),
                        7,
                        List.of(
                                new ServerEvent.Serving("ns1", true, 7, List.of("192.0.2.20")),
                                new ServerEvent.Serving("ns2", false, 6, List.of("192.0.2.10")))),
                new ServerEvent.ServersConverged(header(19), 7, Duration.ofMinutes(4)),
                new ProofEvent.AnswerProven(
                        header(20),
                        recordSet(),
                        7,
                        List.of(
                                seen(1, ProofEvent.Stand.SERVES, Duration.ofMillis(41), ""),
                                seen(2, ProofEvent.Stand.DOES_NOT_ANSWER, Duration.ofSeconds(2), "SILENT, timeout")),
                        Duration.ofMillis(41),
                        WALL.plusSeconds(85)),
                new ProofEvent.AnswerNotVisible(
                        header(21),
                        recordSet(),
                        7,
                        List.of(
                                seen(1, ProofEvent.Stand.SERVES, Duration.ofMillis(41), ""),
                                seen(
                                        2,
                                        ProofEvent.Stand.LAGS,
                                        Duration.ofSeconds(30),
                                        "[192.0.2.10] with a TTL of 60")),
                        Duration.ofSeconds(30)),
                new ProofEvent.ProviderSilent(
                        ofHost(22),
                        RECORD.zone(),
                        "provider-2",
                        List.of(seen(2, ProofEvent.Stand.DOES_NOT_ANSWER, Duration.ofSeconds(9), "SILENT, timeout")),
                        List.of(DnsName.of("ns1.provider-1.net."))),
                new ProofEvent.ProviderAnswers(ofHost(23), RECORD.zone(), "provider-2", Duration.ofMinutes(6), false));
    }

    /**
     * Every kind of event that there is.
     *
     * @return the classes of which {@link #events} has one each
     */
    public static List<Class<?>> kinds() {
        return Arrays.stream(FailoverEvent.class.getPermittedSubclasses())
                .flatMap(kind -> kind.isInterface() ? Arrays.stream(kind.getPermittedSubclasses()) : Stream.of(kind))
                .toList();
    }

    /**
     * A decision with its evidence.
     *
     * @param cause the kind of decision
     * @return a decision of generation 7, from the primary to the backup; to the last resort for
     *     {@link Decision.Cause#ALL_DOWN}; from the backup to the primary for {@link Decision.Cause#FAILBACK}
     */
    public static Decision decision(Decision.Cause cause) {
        Holding primary = Holding.of(PRIMARY);
        Holding backup = Holding.of(BACKUP);
        Decision over = new Decision(7, cause, primary, backup, evidence(), at(5));
        return switch (cause) {
            case FAILOVER -> over;
            case FAILBACK -> new Decision(7, cause, backup, primary, evidence(), at(5));
            case ALL_DOWN ->
                new Decision(
                        7,
                        cause,
                        primary,
                        new Holding.LastResort(Endpoint.of("192.0.2.99").target()),
                        evidence(),
                        at(5));
        };
    }

    private static Evidence evidence() {
        List<LocationHealth> down = views(Reason.REFUSED);
        List<LocationHealth> up = views(Reason.EXPECTED);
        long expiry = Duration.ofMinutes(1).toNanos();
        return new Evidence(
                Map.of(
                        PRIMARY.id(), Ballot.standing(down, at(3).nanos(), expiry),
                        BACKUP.id(), Ballot.standing(up, at(3).nanos(), expiry)),
                Ballot.fresh(up, 1),
                Map.of(PRIMARY.id(), down, BACKUP.id(), up),
                Collections.emptySortedSet(),
                Map.of(),
                List.of(new Rejection(PRIMARY.id(), "2 of 2 down")),
                at(1),
                at(3),
                at(3));
    }

    private static List<LocationHealth> views(Reason reason) {
        Health health = reason == Reason.EXPECTED ? new Health(HealthState.UP, 0, 0) : Health.DOWN;
        return List.of(Location.of("fra1"), Location.of("ams1")).stream()
                .map(location -> {
                    ProbeResult result =
                            ProbeResult.of(reason, "a check of a specimen", Timings.total(Duration.ofMillis(4)));
                    Observation seen = new Observation("www", PRIMARY.id(), location.id(), result, at(3), 1);
                    return new LocationHealth(location, health, seen, seen, at(1));
                })
                .toList();
    }

    private static ProofEvent.Seen seen(int number, ProofEvent.Stand stand, Duration took, String shows) {
        return new ProofEvent.Seen(
                new AuthoritativeServer(
                        "provider-" + number,
                        DnsName.of("ns1.provider-" + number + ".net."),
                        "198.51.100.5" + number + " port 53"),
                stand,
                took,
                shows);
    }

    private static RecordSet recordSet() {
        return RecordSet.of(RECORD, new Ttl(30), List.of("192.0.2.20"));
    }

    private static FailoverEvent.Header header(int number) {
        return new FailoverEvent.Header("www-7-" + number, "www", RECORD, at(5 + number));
    }

    private static FailoverEvent.Header ofHost(int number) {
        return FailoverEvent.Header.ofHost("host-" + number, at(5 + number));
    }

    private static Moment at(int seconds) {
        return new Moment(Duration.ofSeconds(1_000 + seconds).toNanos(), WALL.plusSeconds(seconds));
    }
}
