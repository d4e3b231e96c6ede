package io.dnsfailover.journal;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.health.Damping;
import io.dnsfailover.health.Latency;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Timings;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.CombinedProbe;
import io.dnsfailover.policy.Drift;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Entries that a seed makes up: every kind, every shape of what is in them, and texts that nobody would write. */
final class RandomEntries {
    private static final String CHARACTERS = "az09 \t\n\r\\=,'\"|\u0000\u007f\u00e4\u2028\ud83d\ude00u005c";

    private final SplittableRandom random;

    RandomEntries(long seed) {
        this.random = new SplittableRandom(seed);
    }

    JournalEntry next() {
        return switch (random.nextInt(17)) {
            case 0 -> new JournalEntry.Started(moment(), host(), policies(), Map.of("www", stored()));
            case 1 -> new JournalEntry.Continued(moment(), host(), policies());
            case 2 ->
                new JournalEntry.ServersRead(moment(), text(), random.nextInt(9), List.of(published(), published()));
            case 3 -> new JournalEntry.Woken(moment(), text());
            case 4 -> new JournalEntry.Stored(moment());
            case 5 -> new JournalEntry.Ordered(moment(), text(), command());
            case 6 -> new JournalEntry.PoliciesReplaced(moment(), policies());
            case 7 -> new JournalEntry.ServerAhead(moment(), text(), text(), published(), random.nextBoolean());
            case 8 -> new JournalEntry.PublishConfirmed(moment(), text(), text(), recordSet(), random.nextLong());
            case 9 ->
                new JournalEntry.PublishFailed(
                        moment(), text(), text(), pick(PublishEffect.class), text(), random.nextInt());
            case 10 ->
                new JournalEntry.Decided(
                        moment(),
                        text(),
                        random.nextLong(),
                        pick(Decision.Cause.class),
                        holding(),
                        holding(),
                        orNull(this::moment),
                        text());
            case 12 ->
                new JournalEntry.ControlChecked(moment(), text(), random.nextInt(), pick(Reason.class), moment());
            case 13 -> new JournalEntry.Resumed(moment());
            case 14 -> new JournalEntry.BrakeChecked(moment());
            case 15 -> new JournalEntry.BrakeReleased(moment());
            case 11 -> new JournalEntry.Lost(moment(), random.nextLong());
            default -> new JournalEntry.Observed(moment(), observation());
        };
    }

    Observation observation() {
        ProbeResult result = new ProbeResult(
                pick(Reason.class),
                text().repeat(random.nextInt(40)),
                new Timings(
                        orNull(this::duration),
                        orNull(this::duration),
                        orNull(this::duration),
                        orNull(this::duration),
                        duration()),
                orNull(this::text),
                random.nextInt(-1, 600),
                random.nextBoolean()
                        ? Notes.NONE
                        : new Notes(orNull(this::text), orNull(this::wall), orNull(() -> "d" + random.nextInt())));
        return new Observation(text(), text(), text(), result, moment(), random.nextLong(-1, 5));
    }

    private List<FailoverPolicy> policies() {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(number -> policy("p" + number))
                .toList();
    }

    private FailoverPolicy policy(String name) {
        boolean alias = random.nextInt(4) == 0;
        List<Endpoint> endpoints = alias
                ? List.of(
                        Endpoint.of("One.example.net."),
                        Endpoint.of("two.example.net.").named("b_2:*").onPort(8080))
                : List.of(Endpoint.of("192.0.2.1"), Endpoint.of("192.0.2.2").named("b_2:*"), Endpoint.of("192.0.2.3"));
        Duration interval = Duration.ofMillis(random.nextInt(100, 86_400_000)).plusNanos(random.nextInt(1_000_000));
        FailoverPolicyBuilder builder = FailoverPolicy.named(name)
                .record("Example.com.", name + ".example.COM.", alias ? RecordType.ANAME : RecordType.A)
                .primary(endpoints.get(0))
                .probe(probe())
                .ttl(Duration.ofSeconds(random.nextInt(1, 604_800)))
                .every(interval)
                .timeout(interval.dividedBy(3))
                .confirmAfter(interval.dividedBy(7))
                .damping(new Damping(random.nextInt(1, 9), random.nextInt(1, 9), random.nextInt(1, 9)))
                .quorum(pick(List.of(Quorum.atLeast(2), Quorum.all(), Quorum.majority(), Quorum.standard())))
                .failback(pick(List.of(
                        Failback.automatic(),
                        Failback.manual(),
                        Failback.never(),
                        Failback.afterUpFor(Duration.ofSeconds(77, 5)))))
                .whenAllDown(pick(List.of(
                        AllDown.keepLast(),
                        AllDown.all(),
                        AllDown.primary(),
                        AllDown.lastResort(alias ? "sorry.example.net." : "203.0.113.9"))))
                .readiness(random.nextInt(0, 101))
                .drift(pick(Drift.class))
                .moves(new MoveBudget(random.nextInt(1, 9), Duration.ofMillis(random.nextInt(1000, 9999))));
        if (random.nextBoolean()) {
            Duration limit = Duration.ofMillis(random.nextInt(1, 33)).plusNanos(random.nextInt(1_000));
            builder.latency(new Latency(
                    random.nextInt(1, 101), random.nextInt(1, 1001), limit, orNull(() -> limit.plusNanos(1))));
        }
        endpoints.subList(1, random.nextInt(1, endpoints.size() + 1)).forEach(builder::backup);
        return builder.build();
    }

    private ProbeSpec probe() {
        ProbeSpec plain = new RecordedProbe(text(), random.nextInt(65536), text());
        if (random.nextBoolean()) {
            return plain;
        }
        ProbeSpec inner = random.nextBoolean() ? plain : CombinedProbe.any(plain, plain);
        return CombinedProbe.atLeast(random.nextInt(1, 3), plain, inner).and(random.nextInt(1, 9), plain);
    }

    private StoredState stored() {
        Map<String, StandingOrder> orders = random.nextBoolean() ? Map.of("a", order(), "b:2", order()) : Map.of();
        List<Instant> moves = random.nextBoolean() ? List.of() : List.of(wall(), wall());
        return new StoredState(
                recordSet().key(),
                random.nextLong(),
                holding(),
                random.nextBoolean() ? Set.of() : Set.of("a", "b:2"),
                orders,
                orNull(this::order),
                moves);
    }

    StandingOrder order() {
        return new StandingOrder(pick(StandingOrder.Kind.class), random.nextLong(), orNull(this::wall));
    }

    Holding holding() {
        List<Target> targets = List.of(Target.parse("192.0.2.1"), Target.parse("2001:db8::1"), Target.parse("A.b."));
        return pick(List.of(
                Holding.of(Endpoint.of("192.0.2.1")),
                Holding.of(Endpoint.of("x.Example.").named("x*")),
                new Holding.LastResort(pick(targets)),
                new Holding.Everything(targets.subList(0, random.nextInt(1, 4)))));
    }

    private Published published() {
        return new Published(orNull(this::recordSet), random.nextLong());
    }

    RecordSet recordSet() {
        List<String> data = List.of("192.0.2.1", "192.0.2.2", "192.0.2.3").subList(0, random.nextInt(1, 4));
        FailoverPolicy policy = policy("r");
        return RecordSet.of(policy.record(), new Ttl(random.nextInt(1, 604_800)), data);
    }

    private Command command() {
        Duration lasts = random.nextBoolean() ? null : Duration.ofNanos(random.nextLong(1, 1L << 60));
        return pick(List.of(
                new Command.Release(),
                new Command.FailBack(),
                new Command.Hold(lasts),
                new Command.Force("e 1", StandingOrder.Kind.FORCED_UP, lasts),
                new Command.Force("", StandingOrder.Kind.FORCED_DOWN, lasts),
                new Command.Force("e", null, null)));
    }

    private Host host() {
        Host.Control control = new Host.Control(Endpoint.of("192.0.2.99"), probe());
        return new Host(
                locations(),
                random.nextBoolean() ? Set.of() : Set.of("fra1", "x"),
                new Brake(
                        random.nextInt(1, 101), random.nextInt(1, 99), Duration.ofMillis(random.nextInt(1000, 99_999))),
                new Doubt(random.nextInt(51, 101), random.nextInt(2, 99)),
                random.nextBoolean() ? List.of() : List.of(control));
    }

    private List<Location> locations() {
        return random.nextBoolean() ? List.of() : List.of(Location.of("fra1"), new Location("ams.1", "nl_2-x"));
    }

    Moment moment() {
        return new Moment(random.nextLong(), wall());
    }

    private Instant wall() {
        long seconds = random.nextLong(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        return Instant.ofEpochSecond(seconds >> random.nextInt(40), random.nextInt(1_000_000_000));
    }

    Duration duration() {
        return Duration.ofSeconds(random.nextLong() >> random.nextInt(1, 60), random.nextInt(1_000_000_000));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    <T> @Nullable T orNull(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    <E extends Enum<E>> E pick(Class<E> words) {
        return pick(List.of(words.getEnumConstants()));
    }
}
