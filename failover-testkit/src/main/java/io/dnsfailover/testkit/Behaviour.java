package io.dnsfailover.testkit;

import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.Reason;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** How an endpoint answers checks. Each place that checks it counts its checks for itself. */
@FunctionalInterface
interface Behaviour {
    Duration USUAL_LATENCY = Duration.ofMillis(5);

    Behaviour UP = always(Answer.of(Reason.EXPECTED, USUAL_LATENCY));

    /**
     * The answer to one check.
     *
     * @param number the number of the check since the endpoint began to behave like this, from 0
     */
    Answer to(int number);

    static Behaviour always(Answer answer) {
        return number -> answer;
    }

    /** Goes through the outcomes again and again. */
    static Behaviour inTurn(List<Outcome> outcomes) {
        List<Answer> answers = outcomes.stream()
                .map(outcome -> switch (outcome) {
                    case PASS -> Answer.of(Reason.EXPECTED, USUAL_LATENCY);
                    case FAIL -> Answer.of(Reason.REFUSED, USUAL_LATENCY);
                    case INCONCLUSIVE -> Answer.of(Reason.LOCAL_TROUBLE, USUAL_LATENCY);
                })
                .toList();
        return number -> answers.get(number % answers.size());
    }

    /** Gives this answer to a share of the checks, and leaves the others to what is said of the endpoint elsewhere. */
    static Behaviour atRandom(Answer answer, double share, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return number -> random.nextDouble() < share ? answer : new Answer.AsElsewhere();
    }

    /** What comes of one check. */
    sealed interface Answer {
        /** A result after some time; one that comes after the timeout of the check is the silence it waited through. */
        record Result(Reason reason, Duration after) implements Answer {}

        /** Nothing, until the check gives up at its timeout. */
        record Silence() implements Answer {}

        /** Nothing, and the check does not even give up: a probe that breaks its promise. */
        record Never() implements Answer {}

        /** The probe throws. */
        record Thrown() implements Answer {}

        /** What the endpoint would answer without these instructions. */
        record AsElsewhere() implements Answer {}

        static Answer of(Reason reason, Duration after) {
            return new Result(reason, after);
        }
    }
}
