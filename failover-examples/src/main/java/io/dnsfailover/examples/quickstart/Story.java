package io.dnsfailover.examples.quickstart;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Evidence;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Moment;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.Notifier;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Tells what happens, with the time since the last scene began. */
final class Story {
    private final PrintStream out;
    private final BlockingQueue<Decision> decisions = new LinkedBlockingQueue<>();
    private Instant scene = Instant.EPOCH; // the thread that tells the story

    Story(PrintStream out) {
        this.out = out;
    }

    /** Hears of decisions. */
    Notifier notifier() {
        return new Notifier() {
            @Override
            public void deliver(Delivery delivery) {
                if (delivery.event() instanceof FailoverEvent.FailedOver moved) {
                    decisions.add(moved.decision());
                } else if (delivery.event() instanceof FailoverEvent.FailedBack moved) {
                    decisions.add(moved.decision());
                }
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    /** The next decision. */
    Decision awaitDecision(Duration patience) throws InterruptedException {
        Decision decision = decisions.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (decision == null) {
            throw new IllegalStateException("nothing was decided within " + patience.toSeconds() + " s");
        }
        return decision;
    }

    void scene(String title) {
        scene = Instant.now();
        out.println();
        out.println(title);
    }

    void line(String text) {
        out.println("  " + text);
    }

    void at(Instant when, String what) {
        out.printf("  %6d ms  %s%n", Math.max(0, Duration.between(scene, when).toMillis()), what);
    }

    /** What led to a decision, step by step. */
    void explain(Decision decision) {
        Evidence evidence = decision.evidence();
        boolean failed = decision.cause() == Decision.Cause.FAILOVER;
        Moment began = evidence.troubleBegan();
        if (failed && began != null) {
            at(began.wall(), "detected: a check failed, and is repeated at once");
        }
        at(
                evidence.confirmed().wall(),
                failed ? "confirmed: both failure domains say DOWN" : "both failure domains say UP");
        Moment asked = evidence.verificationAsked();
        if (asked != null) {
            at(asked.wall(), decision.to() + " is asked for a fresh check from both");
        }
        at(decision.at().wall(), "verified, decided: " + decision.from() + " -> " + decision.to());
    }
}
