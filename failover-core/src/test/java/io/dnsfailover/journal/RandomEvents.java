package io.dnsfailover.journal;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Evidence;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.decision.Rejection;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.health.Health;
import io.dnsfailover.health.HealthState;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.health.Warning;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Observation;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.quorum.Vote;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Events that a seed makes up: every kind, every shape of what is in them, and texts that nobody would write. */
final class RandomEvents {
    private static final List<Location> LOCATIONS = List.of(Location.of("fra1"), new Location("ams.1", "nl_2-x"));

    private final SplittableRandom random;
    private final RandomEntries parts;

    RandomEvents(long seed) {
        random = new SplittableRandom(seed);
        parts = new RandomEntries(~seed);
    }

    private Warning warning() {
        return new Warning(parts.pick(Warning.Kind.class), parts.text());
    }

    FailoverEvent next() {
        FailoverEvent.Header header = random.nextInt(4) == 0
                ? FailoverEvent.Header.ofHost(parts.text(), parts.moment())
                : new FailoverEvent.Header(
                        parts.text(), parts.text(), parts.recordSet().key(), parts.moment());
        return switch (random.nextInt(23)) {
            case 0 -> new FailoverEvent.FailedOver(header, decision());
            case 1 -> new FailoverEvent.FailedBack(header, decision());
            case 2 -> new FailoverEvent.GaveUp(header, decision());
            case 3 ->
                new FailoverEvent.VerdictReached(
                        header, parts.text(), parts.pick(Verdict.class), parts.pick(Verdict.class), ballot());
            case 4 -> new FailoverEvent.CandidateRejected(header, parts.text(), parts.text());
            case 5 -> new FailoverEvent.MoveWithheld(header, parts.pick(RecordState.Notice.class), parts.text());
            case 6 -> new FailoverEvent.OverrideChanged(header, parts.text(), parts.text());
            case 7 ->
                new FailoverEvent.Published(
                        header, parts.text(), parts.recordSet(), random.nextLong(), parts.duration());
            case 8 ->
                new FailoverEvent.PublishFailed(
                        header, parts.text(), parts.text(), parts.text().repeat(random.nextInt(99)), random.nextInt());
            case 9 ->
                new FailoverEvent.BrakeApplied(
                        header,
                        random.nextInt(),
                        random.nextInt(),
                        new Brake(random.nextInt(1, 101), random.nextInt(1, 99), Duration.ofMillis(1_234)));
            case 10 -> new FailoverEvent.BrakeReleased(header, random.nextBoolean());
            case 11 ->
                new FailoverEvent.LocationDoubted(
                        header, parts.pick(LOCATIONS), parts.pick(Doubt.Cause.class), parts.text());
            case 12 -> new FailoverEvent.WarningRaised(header, parts.text(), warning());
            case 13 -> new FailoverEvent.WarningCleared(header, parts.text(), warning(), parts.duration());
            case 14 ->
                new ServerEvent.DriftFound(
                        header,
                        parts.text(),
                        parts.orNull(parts::recordSet),
                        random.nextLong(),
                        parts.recordSet(),
                        random.nextLong(),
                        random.nextBoolean());
            case 15 -> new ServerEvent.DriftEnded(header, parts.text(), parts.duration());
            case 16 -> new ServerEvent.ServersDiverged(header, random.nextLong(), serving());
            case 17 -> new ServerEvent.ServersConverged(header, random.nextLong(), parts.duration());
            case 18 ->
                new ProofEvent.AnswerProven(
                        header,
                        parts.recordSet(),
                        random.nextLong(),
                        seen(),
                        parts.duration(),
                        parts.orNull(() -> parts.moment().wall()));
            case 19 ->
                new ProofEvent.AnswerNotVisible(header, parts.recordSet(), random.nextLong(), seen(), parts.duration());
            case 20 -> new ProofEvent.ProviderSilent(header, zone(), parts.text(), seen(), zones());
            case 21 ->
                new ProofEvent.ProviderAnswers(header, zone(), parts.text(), parts.duration(), random.nextBoolean());
            default -> new FailoverEvent.LocationTrusted(header, parts.pick(LOCATIONS), parts.duration());
        };
    }

    private DnsName zone() {
        return parts.recordSet().key().zone();
    }

    private List<DnsName> zones() {
        return IntStream.range(0, random.nextInt(3)).mapToObj(number -> zone()).toList();
    }

    private List<ProofEvent.Seen> seen() {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(number -> new ProofEvent.Seen(
                        new AuthoritativeServer("provider = " + number, zone(), "[2001:db8::53] port " + number),
                        parts.pick(ProofEvent.Stand.class),
                        parts.duration(),
                        parts.text()))
                .toList();
    }

    private List<ServerEvent.Serving> serving() {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(number -> new ServerEvent.Serving(
                        parts.text(),
                        random.nextBoolean(),
                        random.nextLong(),
                        random.nextBoolean()
                                ? List.of()
                                : List.copyOf(parts.recordSet().rdata())))
                .toList();
    }

    private Decision decision() {
        return new Decision(
                random.nextLong(),
                parts.pick(Decision.Cause.class),
                parts.holding(),
                parts.holding(),
                evidence(),
                parts.moment());
    }

    private Evidence evidence() {
        Map<String, Ballot> ballots = new TreeMap<>();
        Map<String, List<LocationHealth>> sightings = new TreeMap<>();
        Map<String, StandingOrder> overrides = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            ballots.put(parts.text(), ballot());
            sightings.put(parts.text(), views());
            overrides.put("endpoint-" + i, parts.order());
        }
        return new Evidence(
                ballots,
                parts.orNull(this::ballot),
                sightings,
                new TreeSet<>(LOCATIONS.subList(0, random.nextInt(3))),
                overrides,
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(number -> new Rejection(parts.text(), parts.text()))
                        .toList(),
                parts.orNull(parts::moment),
                parts.moment(),
                parts.orNull(parts::moment));
    }

    private List<LocationHealth> views() {
        return LOCATIONS.subList(0, random.nextInt(3)).stream().map(this::view).toList();
    }

    private LocationHealth view(Location location) {
        Health health = new Health(parts.pick(HealthState.class), random.nextInt(), random.nextInt());
        Observation latest = parts.orNull(parts::observation);
        Observation conclusive = random.nextBoolean() ? latest : parts.orNull(parts::observation);
        return new LocationHealth(location, health, latest, conclusive, parts.orNull(parts::moment));
    }

    private Ballot ballot() {
        SortedMap<String, Vote> votes = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            votes.put(parts.text(), parts.pick(Vote.class));
        }
        return new Ballot(votes);
    }
}
