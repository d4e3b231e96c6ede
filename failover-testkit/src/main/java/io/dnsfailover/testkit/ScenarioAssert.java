package io.dnsfailover.testkit;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.policy.FailoverPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what happened in a {@link Scenario} so far. Endpoints are named by id or by target. One that fails says what
 * was expected, what was found, and tells the {@link Scenario#timeline()}.
 *
 * <p>{@link #within}, {@link #everywhereWithin} and {@link #noSoonerThan} are about the move that the assertion before them
 * found: from the last thing that the test did to the world before that move, until a name server held it.
 */
public final class ScenarioAssert extends AbstractAssert<ScenarioAssert, Scenario> {
    private @Nullable PolicyStory story;
    private @Nullable Decision found;

    ScenarioAssert(Scenario scenario) {
        super(scenario, ScenarioAssert.class);
    }

    /**
     * Turns to one of several policies.
     *
     * @param name its name
     * @return this
     * @throws IllegalArgumentException when there is no such policy
     */
    public ScenarioAssert policy(String name) {
        story = new PolicyStory(
                actual,
                actual.policies().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("there is no policy '" + name + "'")));
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
        Decision last = chosen().lastMove();
        if (last == null || last.cause() != Decision.Cause.ALL_DOWN) {
            fail("the last move to be one for when no endpoint works", "it was " + described(last));
        }
        found = last;
        return this;
    }

    /**
     * The move was held by the first name server in this time or less.
     *
     * @param limit the longest time
     * @return this
     */
    public ScenarioAssert within(Duration limit) {
        return within(limit, chosen().firstHeldNanos(move()), "the first name server");
    }

    /**
     * The move was held by every name server in this time or less.
     *
     * @param limit the longest time
     * @return this
     */
    public ScenarioAssert everywhereWithin(Duration limit) {
        return within(limit, chosen().heldEverywhereNanos(move()), "every name server");
    }

    /**
     * The move took at least this long until the first name server held it.
     *
     * @param limit the shortest time
     * @return this
     */
    public ScenarioAssert noSoonerThan(Duration limit) {
        Duration took = took(chosen().firstHeldNanos(move()), "the first name server");
        if (took.compareTo(limit) < 0) {
            fail(described(move()) + " no sooner than after " + limit, "it took " + took);
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
        List<String> failovers = actual.events().stream()
                .filter(FailoverEvent.FailedOver.class::isInstance)
                .map(event -> event.header().policy() + " " + event.describe())
                .toList();
        if (!failovers.isEmpty()) {
            fail("no failover", "there was " + failovers);
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
        List<Decision> moves = chosen().moves();
        boolean same = moves.size() == endpoints.length;
        for (int i = 0; same && i < endpoints.length; i++) {
            same = PolicyStory.isTo(moves.get(i), endpoints[i]);
        }
        if (!same) {
            fail(
                    endpoints.length == 0 ? "no move" : "the moves to be " + List.of(endpoints),
                    moves.isEmpty()
                            ? "there was none"
                            : "they were "
                                    + moves.stream()
                                            .map(ScenarioAssert::described)
                                            .toList());
        }
        return this;
    }

    /**
     * The record is answered with exactly these data, here and by every name server.
     *
     * @param endpoints the data: endpoints by id, or addresses and names
     * @return this
     */
    public ScenarioAssert answers(String... endpoints) {
        Set<String> expected = chosen().rdata(endpoints);
        FailoverPolicy of = chosen().policy();
        RecordSet here =
                actual.failover().current(of.record().owner(), of.record().type());
        if (here == null || !here.rdata().equals(expected)) {
            fail("the answer to be " + expected, "it is " + here);
        }
        actual.nameServers().forEach((name, server) -> {
            RecordSet served = server.zone().lookup(of.record());
            if (served == null || !served.rdata().equals(expected)) {
                fail(name + " to serve " + expected, "it serves " + served);
            }
        });
        return this;
    }

    /**
     * No name server ever held this of the record.
     *
     * @param endpoint an endpoint by id, or an address or name
     * @return this
     */
    public ScenarioAssert neverPublished(String endpoint) {
        for (String rdata : chosen().rdata(endpoint)) {
            if (chosen().wasPublished(rdata)) {
                fail(endpoint + " never to be published", "a name server was told to serve it");
            }
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
        if (chosen().events().stream().noneMatch(kind::isInstance)) {
            fail("an event " + kind.getSimpleName(), "there was none");
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
        long count = chosen().events().stream().filter(kind::isInstance).count();
        if (count > 0) {
            fail("no event " + kind.getSimpleName(), "there were " + count);
        }
        return this;
    }

    private ScenarioAssert lastMoved(Decision.Cause cause, String endpoint) {
        Decision last = chosen().lastMove();
        if (last == null || last.cause() != cause || !PolicyStory.isTo(last, endpoint)) {
            fail("the last move to be a " + cause + " to " + endpoint, "it was " + described(last));
        }
        found = last;
        return this;
    }

    private ScenarioAssert within(Duration limit, @Nullable Long heldNanos, String where) {
        Duration took = took(heldNanos, where);
        if (took.compareTo(limit) > 0) {
            fail(described(move()) + " at " + where + " within " + limit, "it took " + took);
        }
        return this;
    }

    private Duration took(@Nullable Long heldNanos, String where) {
        if (heldNanos == null) {
            throw told(described(move()) + " at " + where, "it was not published there");
        }
        return Duration.ofNanos(heldNanos - actual.runs().stage().world().lastChangeBefore(heldNanos));
    }

    private Decision move() {
        Decision move = found;
        if (move == null) {
            throw new IllegalStateException("say which move it is about first, such as with failedOverTo(...)");
        }
        return move;
    }

    private static String described(@Nullable Decision move) {
        return move == null ? "none" : move.cause() + " to " + move.to();
    }

    private PolicyStory chosen() {
        PolicyStory known = story;
        if (known == null) {
            if (actual.policies().size() != 1) {
                throw new IllegalStateException("there are several policies: say which with policy(name)");
            }
            known = new PolicyStory(actual, actual.policies().get(0));
            story = known;
        }
        return known;
    }

    private void fail(String expected, String but) {
        throw told(expected, but);
    }

    /** With the description that the test gave, as AssertJ has it. */
    private AssertionError told(String expected, String but) {
        String of = story == null ? "" : " of " + story.policy().name();
        return failure("%s", "Expected" + of + ": " + expected + "; but " + but + ".\n" + actual.timeline());
    }
}
