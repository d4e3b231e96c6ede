package io.dnsfailover.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.quorum.Vote;
import io.dnsfailover.testkit.FailoverAssertions;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must always hold, after each of many things that go wrong together; the seed of a story that fails is its name. */
class RandomStoriesTest {
    private static final int STEPS = 40;
    private static final Set<String> ALLOWED =
            Set.of(Www.PRIMARY, Www.BACKUP, Www.SECOND_BACKUP, RandomStory.LAST_RESORT);

    private final Map<String, Long> newest = new HashMap<>();
    private long checkedUntilNanos = Long.MIN_VALUE;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("failover.stories", 100));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("whatever goes wrong, nothing unverified is published, and all gets well in the end")
    void story_holdsTheRules(long seed) {
        RandomStory story = new RandomStory(seed);
        FailoverPolicy policy = story.policy();
        try (Scenario scenario = story.start(policy, seed)) {
            for (int step = 0; step < STEPS; step++) {
                story.goOn(scenario);
                check(scenario, policy, story);
            }
            story.getsWell(scenario);
            scenario.advance(Duration.ofHours(1));
            check(scenario, policy, story);

            FailoverAssertions.assertThat(scenario).answers(Www.PRIMARY);
        }
    }

    private void check(Scenario scenario, FailoverPolicy policy, RandomStory story) {
        RecordSet here = scenario.failover()
                .current(policy.record().owner(), policy.record().type());
        assertThat(here).as("%s", story).isNotNull();
        assertThat(ALLOWED).as("%s", story).containsAll(here.rdata());
        for (String name : List.of("ns1", "ns2")) {
            checkGenerations(name, scenario.nameServer(name), story);
        }
        checkedUntilNanos = scenario.time().nanoTime();
        checkEvents(scenario.events(), policy, story);
    }

    /** What a server holds never becomes older, not even over a restart. */
    private void checkGenerations(String name, InMemoryPublisher server, RandomStory story) {
        RecordSet held = server.zone().lookup(Www.policy().record());
        assertThat(held == null || ALLOWED.containsAll(held.rdata()))
                .as("%s holds %s, %s", name, held, story)
                .isTrue();
        long before = newest.getOrDefault(name, 0L);
        for (InMemoryPublisher.Written written : server.history()) {
            long generation = written.change().generation();
            if (written.at().nanos() > checkedUntilNanos) {
                assertThat(generation).as("generation at %s, %s", name, story).isGreaterThanOrEqualTo(before);
                before = generation;
            }
        }
        newest.put(name, before);
    }

    private static void checkEvents(List<FailoverEvent> events, FailoverPolicy policy, RandomStory story) {
        Set<String> ids = new HashSet<>();
        for (FailoverEvent event : events) {
            assertThat(ids.add(event.header().id()))
                    .as("the id of %s is new, %s", event, story)
                    .isTrue();
            if (event instanceof FailoverEvent.FailedOver over) {
                assertVerified(over.decision(), policy, story);
            } else if (event instanceof FailoverEvent.FailedBack back) {
                assertVerified(back.decision(), policy, story);
            } else if (event instanceof FailoverEvent.VerdictReached reached) {
                Vote needed = reached.to() == Verdict.DOWN ? Vote.DOWN : Vote.UP;
                assertEnough(reached.ballot(), needed, policy, story);
            }
        }
    }

    private static void assertVerified(Decision decision, FailoverPolicy policy, RandomStory story) {
        String to = ((Holding.Single) decision.to()).endpointId();
        StandingOrder order = decision.evidence().overrides().get(to);
        if (order == null || order.kind() != StandingOrder.Kind.FORCED_UP) {
            assertThat(decision.evidence().verification())
                    .as("%s, %s", decision, story)
                    .isNotNull();
            assertEnough(decision.evidence().verification(), Vote.UP, policy, story);
        }
    }

    private static void assertEnough(Ballot ballot, Vote vote, FailoverPolicy policy, RandomStory story) {
        assertThat(ballot.count(vote))
                .as("%s, %s", ballot, story)
                .isGreaterThanOrEqualTo(policy.quorum().votesNeeded(ballot.domains()));
    }
}
