package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WitnessesTest {
    private static final Network[] NETWORKS = {new Network("a"), new Network("b"), new Network("c"), new Network("d")};

    /** An answer of a network to a check that began at a time. */
    private record Answer(int network, long fromNanos) {}

    @Test
    @DisplayName("in 2,000 random histories, two remembered networks tell the same as all of them")
    void answeredOutside_isTheSameAsRememberingEverything() {
        SplittableRandom random = new SplittableRandom(7);
        for (int history = 0; history < 2_000; history++) {
            Witnesses witnesses = new Witnesses();
            List<Answer> all = new ArrayList<>();
            for (int step = 0; step < 12; step++) {
                Answer answer = new Answer(random.nextInt(NETWORKS.length), random.nextInt(10) - 5);
                all.add(answer);
                witnesses.answered(NETWORKS[answer.network()], answer.fromNanos());
                for (int asking = 0; asking < NETWORKS.length; asking++) {
                    for (long from = -6; from <= 6; from++) {
                        int who = asking;
                        long since = from;
                        boolean expected =
                                all.stream().anyMatch(other -> other.network() != who && other.fromNanos() >= since);
                        assertThat(witnesses.answeredOutside(NETWORKS[asking], from))
                                .as("%s asked by %s since %s", all, NETWORKS[asking].name, from)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void nothingAnswered_isNoWitness() {
        assertThat(new Witnesses().answeredOutside(NETWORKS[0], Long.MIN_VALUE)).isFalse();
    }

    @Test
    @DisplayName(
            "a failure is handed over once, when something in another network answers a check that began late enough")
    void credit_whenAnotherNetworkAnswers() {
        Witnesses witnesses = new Witnesses();
        List<String> credited = new ArrayList<>();
        witnesses.await(NETWORKS[0], 10, 30, () -> credited.add("a"));

        witnesses.answered(NETWORKS[0], 12);
        witnesses.credit(12, Runnable::run);
        witnesses.answered(NETWORKS[1], 9);
        witnesses.credit(13, Runnable::run);
        assertThat(credited).isEmpty();

        witnesses.answered(NETWORKS[1], 10);
        witnesses.credit(30, Runnable::run);
        witnesses.credit(30, Runnable::run);
        assertThat(credited).containsExactly("a");
    }

    @Test
    @DisplayName("what waited too long is dropped, and does not hold up what waits behind it")
    void credit_dropsWhatWaitedTooLong() {
        Witnesses witnesses = new Witnesses();
        List<String> credited = new ArrayList<>();
        witnesses.await(NETWORKS[0], 10, 20, () -> credited.add("late"));
        witnesses.await(NETWORKS[2], 15, 40, () -> credited.add("in time"));

        witnesses.answered(NETWORKS[1], 21);
        witnesses.credit(21, Runnable::run);

        assertThat(credited).containsExactly("in time");
    }

    @Test
    @DisplayName("where nothing ever answers, no more waits than fails within the patience")
    void await_doesNotPileUp() {
        Witnesses witnesses = new Witnesses();
        for (long now = 0; now < 10_000; now++) {
            witnesses.await(NETWORKS[0], now, now + 20, () -> {});
        }

        assertThat(witnesses.waiting()).isEqualTo(21);
    }

    @Test
    void dropAll_dropsWhatWaits() {
        Witnesses witnesses = new Witnesses();
        List<String> credited = new ArrayList<>();
        witnesses.await(NETWORKS[0], 10, 20, () -> credited.add("a"));

        witnesses.dropAll();
        witnesses.answered(NETWORKS[1], 11);
        witnesses.credit(11, Runnable::run);

        assertThat(credited).isEmpty();
    }
}
