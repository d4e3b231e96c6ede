package io.dnsfailover.testkit;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what happened in a {@link Scenario} so far. Endpoints are named by id or by target.
 *
 * <p>{@link #within} and {@link #noSoonerThan} are about the move that the assertion before them found: from the last
 * thing that the test did to the world before that move, until the first name server held it.
 */
public final class ScenarioAssert extends AbstractAssert<ScenarioAssert, Scenario> {
    private @Nullable FailoverPolicy policy;
    private @Nullable Decision found;

    ScenarioAssert(Scenario scenario) {
        super(scenario, ScenarioAssert.class);
    }

    /**
     * Turns to one of several policies.
     *
     * @param name its name
     * @return this
     */
    public ScenarioAssert policy(String name) {
        policy = actual.policies().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no policy '" + name + "'"));
        found = null;
        return this;
    }

    /**
     * The last move of the record was a failover to the endpoint.
     *
     * @param endpoint its id or target
     * @return this
     */
    public ScenarioAssert failedOverTo(String endpoint) {
        return lastMoved(Decision.Cause.FAILOVER, endpoint);
    }

    /**
     * The last move of the record was a failback to the endpoint.
     *
     * @param endpoint its id or target
     * @return this
     */
    public ScenarioAssert failedBackTo(String endpoint) {
        return lastMoved(Decision.Cause.FAILBACK, endpoint);
    }

    /**
     * The last move of the record was to what its policy has for when no endpoint works.
     *
     * @return this
     */
    public ScenarioAssert gaveUp() {
        Decision last = lastMove();
        if (last == null || last.cause() != Decision.Cause.ALL_DOWN) {
            failWithMessage("Expected the record to have given up, but %s", story());
        }
        found = last;
        return this;
    }

    /**
     * The move did not take longer than this.
     *
     * @param limit the longest time
     * @return this
     */
    public ScenarioAssert within(Duration limit) {
        Duration took = took();
        if (took.compareTo(limit) > 0) {
            failWithMessage("Expected the move within %s, but it took %s; %s", limit, took, story());
        }
        return this;
    }

    /**
     * The move took at least this long.
     *
     * @param limit the shortest time
     * @return this
     */
    public ScenarioAssert noSoonerThan(Duration limit) {
        Duration took = took();
        if (took.compareTo(limit) < 0) {
            failWithMessage("Expected the move no sooner than after %s, but it took %s; %s", limit, took, story());
        }
        return this;
    }

    /**
     * The record never moved: no failover, no failback, no giving up.
     *
     * @return this
     */
    public ScenarioAssert neverMoved() {
        return moved();
    }

    /**
     * No failover happened, of any policy; failbacks and giving up do not count.
     *
     * @return this
     */
    public ScenarioAssert noFailover() {
        boolean any = actual.events().stream().anyMatch(FailoverEvent.FailedOver.class::isInstance);
        if (any) {
            failWithMessage("Expected no failover, but %s", story());
        }
        return this;
    }

    /**
     * The record made exactly these moves, in this order.
     *
     * @param endpoints the id or target of each endpoint that it moved to; {@code last resort ...} or {@code all [...]}
     *     for what is no endpoint
     * @return this
     */
    public ScenarioAssert moved(String... endpoints) {
        List<Decision> moves = moves();
        boolean same = moves.size() == endpoints.length;
        for (int i = 0; same && i < endpoints.length; i++) {
            same = isTo(moves.get(i), endpoints[i]);
        }
        if (!same) {
            failWithMessage("Expected the moves to be %s, but %s", List.of(endpoints), story());
        }
        return this;
    }

    /**
     * The record is answered with exactly these data, here and by every name server.
     *
     * @param targets the data
     * @return this
     */
    public ScenarioAssert answers(String... targets) {
        Set<String> expected = new TreeSet<>();
        List.of(targets).forEach(target -> expected.add(Target.parse(target).rdata()));
        FailoverPolicy of = chosen();
        RecordSet here =
                actual.failover().current(of.record().owner(), of.record().type());
        if (here == null || !here.rdata().equals(expected)) {
            failWithMessage("Expected the answer to be %s, but it is %s; %s", expected, here, story());
        }
        actual.nameServers().forEach((name, server) -> {
            RecordSet served = server.zone().lookup(of.record());
            if (served == null || !served.rdata().equals(expected)) {
                failWithMessage("Expected %s to serve %s, but it serves %s; %s", name, expected, served, story());
            }
        });
        return this;
    }

    /**
     * No name server ever held this.
     *
     * @param target an address or name
     * @return this
     */
    public ScenarioAssert neverPublished(String target) {
        String rdata = Target.parse(target).rdata();
        boolean any = actual.history().stream()
                .map(InMemoryPublisher.Written::change)
                .map(Change::desired)
                .anyMatch(desired -> desired.key().equals(chosen().record())
                        && desired.rdata().contains(rdata));
        if (any) {
            failWithMessage("Expected %s never to be published, but %s", target, story());
        }
        return this;
    }

    /**
     * An event of this kind happened to the record.
     *
     * @param kind the kind, such as {@code FailoverEvent.CandidateRejected.class}
     * @return this
     */
    public ScenarioAssert saw(Class<? extends FailoverEvent> kind) {
        if (events().stream().noneMatch(kind::isInstance)) {
            failWithMessage("Expected an event %s, but %s", kind.getSimpleName(), story());
        }
        return this;
    }

    /**
     * No event of this kind happened to the record.
     *
     * @param kind the kind
     * @return this
     */
    public ScenarioAssert didNotSee(Class<? extends FailoverEvent> kind) {
        if (events().stream().anyMatch(kind::isInstance)) {
            failWithMessage("Expected no event %s, but %s", kind.getSimpleName(), story());
        }
        return this;
    }

    private ScenarioAssert lastMoved(Decision.Cause cause, String endpoint) {
        Decision last = lastMove();
        if (last == null || last.cause() != cause || !isTo(last, endpoint)) {
            failWithMessage("Expected a %s to %s, but %s", cause, endpoint, story());
        }
        found = last;
        return this;
    }

    private Duration took() {
        Decision move = found;
        if (move == null) {
            throw new IllegalStateException("within() and noSoonerThan() come after an assertion that finds a move");
        }
        long publishedNanos = actual.history().stream()
                .filter(written -> written.change().desired().key().equals(chosen().record()))
                .filter(written -> written.change().generation() >= move.generation())
                .mapToLong(written -> written.at().nanos())
                .min()
                .orElse(Long.MAX_VALUE);
        if (publishedNanos == Long.MAX_VALUE) {
            failWithMessage("Expected the move to be published, but no name server was written; %s", story());
        }
        return Duration.ofNanos(publishedNanos - actual.world().lastChangeBefore(publishedNanos));
    }

    private static boolean isTo(Decision move, String endpoint) {
        return move.to() instanceof Holding.Single single
                ? single.endpointId().equals(endpoint)
                        || single.target().toString().equals(endpoint)
                : move.to().toString().equals(endpoint);
    }

    private @Nullable Decision lastMove() {
        List<Decision> moves = moves();
        return moves.isEmpty() ? null : moves.get(moves.size() - 1);
    }

    private List<Decision> moves() {
        List<Decision> moves = new ArrayList<>();
        for (FailoverEvent event : events()) {
            if (event instanceof FailoverEvent.FailedOver over) {
                moves.add(over.decision());
            } else if (event instanceof FailoverEvent.FailedBack back) {
                moves.add(back.decision());
            } else if (event instanceof FailoverEvent.GaveUp gaveUp) {
                moves.add(gaveUp.decision());
            }
        }
        return moves;
    }

    private List<FailoverEvent> events() {
        String name = chosen().name();
        return actual.events().stream()
                .filter(event -> event.header().policy().equals(name))
                .toList();
    }

    private FailoverPolicy chosen() {
        FailoverPolicy known = policy;
        if (known == null) {
            if (actual.policies().size() != 1) {
                throw new IllegalStateException("there are several policies: say which with policy(name)");
            }
            known = actual.policies().get(0);
            policy = known;
        }
        return known;
    }

    private String story() {
        String lines = actual.events().stream()
                .map(event -> "\n  " + event.header().at().wall() + " "
                        + event.header().policy() + ": " + event.describe())
                .collect(Collectors.joining());
        return "this happened in " + DurationText.of(actual.time().elapsed()) + ":"
                + (lines.isEmpty() ? " nothing" : lines);
    }
}
