package io.dnsfailover.notify.report;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Evidence;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.Rejection;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.health.Health;
import io.dnsfailover.health.HealthState;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Timings;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.notify.trace.SpecimenPaths;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.quorum.Ballot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * An outage as it could be: {@code www.example.com} leaves fra1 for ams1, because two of three locations are silent at fra1; syd1 was tried
 * first and rejected; one name server took the change and another did not yet.
 */
public final class SpecimenReport {
    public static final Instant WALL = Instant.parse("2026-01-02T03:04:05Z");
    public static final Endpoint FRA = Endpoint.of("192.0.2.10").named("fra1");
    public static final Endpoint SYD = Endpoint.of("203.0.113.7").named("syd1");
    public static final Endpoint AMS = Endpoint.of("198.51.100.10").named("ams1");
    public static final RecordSetKey RECORD =
            new RecordSetKey(DnsName.of("example.com."), DnsName.of("www.example.com."), RecordType.A);

    private static final long EXPIRY = Duration.ofMinutes(2).toNanos();

    private SpecimenReport() {}

    public static FailoverPolicy policy() {
        return FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary(FRA)
                .backup(SYD)
                .backup(AMS)
                .probe(new NamedProbe("check", 443))
                .failback(Failback.afterUpFor(Duration.ofMinutes(5)))
                .build();
    }

    public static ReportBuilder full(int locations, int hops, String detail) {
        return Report.of(event(locations, detail))
                .policy(policy())
                .related(related())
                .observations(observations(locations))
                .paths(FRA, SpecimenPaths.broken(locations, hops));
    }

    public static FailoverEvent event(int locations, String detail) {
        return new FailoverEvent.FailedOver(header("www-7", 6.4), decision(locations, detail));
    }

    public static Decision decision(int locations, String detail) {
        return new Decision(
                7, Decision.Cause.FAILOVER, Holding.of(FRA), Holding.of(AMS), evidence(locations, detail), at(6.4));
    }

    private static Evidence evidence(int locations, String detail) {
        List<LocationHealth> fra = views(FRA, locations, true, detail);
        List<LocationHealth> ams = views(AMS, locations, false, detail);
        return new Evidence(
                Map.of(
                        FRA.id(), Ballot.standing(fra, at(6).nanos(), EXPIRY),
                        AMS.id(), Ballot.standing(ams, at(6).nanos(), EXPIRY)),
                Ballot.fresh(ams, 3),
                Map.of(FRA.id(), fra, AMS.id(), ams),
                new TreeSet<>(),
                Map.of(),
                List.of(new Rejection(SYD.id(), "failed its fresh check: 0 of 3 up")),
                at(0),
                at(6.2),
                at(6.3));
    }

    private static List<LocationHealth> views(Endpoint endpoint, int locations, boolean down, String detail) {
        return IntStream.range(0, locations)
                .mapToObj(i -> {
                    boolean fails = down && i % 3 != 2;
                    Location location = SpecimenPaths.location(i);
                    ProbeResult result = fails
                            ? new ProbeResult(
                                    Reason.CONNECT_TIMEOUT,
                                    detail,
                                    new Timings(null, null, null, null, Duration.ofSeconds(1)),
                                    endpoint.target().toString(),
                                    0)
                            : new ProbeResult(
                                    Reason.EXPECTED,
                                    "",
                                    new Timings(
                                            null,
                                            Duration.ofMillis(12),
                                            Duration.ofMillis(31),
                                            Duration.ofMillis(18),
                                            Duration.ofMillis(66)),
                                    endpoint.target().toString(),
                                    200);
                    Observation seen = new Observation(
                            "www", endpoint.id(), location.id(), result, at(down ? 4 + 0.1 * i : 6.3), 3);
                    Health health = fails ? Health.DOWN : new Health(HealthState.UP, 0, 0);
                    return new LocationHealth(location, health, seen, seen, fails ? at(0) : null);
                })
                .toList();
    }

    private static List<FailoverEvent> related() {
        RecordSet set = RecordSet.of(RECORD, new Ttl(30), List.of("198.51.100.10"));
        return List.of(
                new FailoverEvent.CandidateRejected(
                        header("www-6-2", 6.3), SYD.id(), "failed its fresh check: 0 of 3 up"),
                new FailoverEvent.Published(header("www-7-2", 6.41), "bind-1", set, 7, Duration.ofMillis(14)),
                new FailoverEvent.PublishFailed(header("www-7-3", 6.42), "knot-2", "UNKNOWN", "no answer in 2s", 1),
                new ProofEvent.AnswerNotVisible(
                        header("www-7-4", 9.4),
                        set,
                        7,
                        List.of(
                                seen(1, ProofEvent.Stand.SERVES, Duration.ofMillis(41), ""),
                                seen(2, ProofEvent.Stand.LAGS, Duration.ofSeconds(3), "[192.0.2.10] with a TTL of 30")),
                        Duration.ofSeconds(3)));
    }

    /** What one of two authoritative servers was seen to answer. */
    public static ProofEvent.Seen seen(int number, ProofEvent.Stand stand, Duration took, String shows) {
        AuthoritativeServer server = new AuthoritativeServer(
                "example.com", DnsName.of("ns" + number + ".example.com."), "198.51.100.5" + number + " port 53");
        return new ProofEvent.Seen(server, stand, took, shows);
    }

    public static List<Observation> observations(int locations) {
        List<Observation> seen = new ArrayList<>();
        for (int i = 0; i < locations; i++) {
            String location = SpecimenPaths.location(i).id();
            for (int k = 0; k < 8; k++) {
                double when = -60 + 10 * k + 0.7 * i;
                if (when < 0) {
                    seen.add(seen(location, Outcome.PASS, when));
                }
            }
            boolean fails = i % 3 != 2;
            for (double when = 0.5 * i % 2; when < 12; when += 1.5) {
                Outcome outcome = fails ? Outcome.FAIL : i % 5 == 4 ? Outcome.INCONCLUSIVE : Outcome.PASS;
                seen.add(seen(location, outcome, when));
            }
        }
        return seen;
    }

    private static Observation seen(String location, Outcome outcome, double when) {
        Reason reason = switch (outcome) {
            case PASS -> Reason.EXPECTED;
            case FAIL -> Reason.CONNECT_TIMEOUT;
            case INCONCLUSIVE -> Reason.LOCAL_TROUBLE;
        };
        ProbeResult result = ProbeResult.of(reason, "", Timings.total(Duration.ofSeconds(1)));
        return new Observation("www", FRA.id(), location, result, at(when), 0);
    }

    public static FailoverEvent.Header header(String id, double when) {
        return new FailoverEvent.Header(id, "www", RECORD, at(when));
    }

    public static Moment at(double seconds) {
        long nanos = Math.round(seconds * 1e9);
        return new Moment(Duration.ofHours(1).toNanos() + nanos, WALL.plusNanos(nanos));
    }
}
