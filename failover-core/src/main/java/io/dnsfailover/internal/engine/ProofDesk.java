package io.dnsfailover.internal.engine;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.spi.Proof;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where all questions of a host to authoritative servers wait for their turn: a line for each server, one question of each line in turn,
 * a bound for all that are under way and for those of one server, so that a silent one holds up no other, and for those of a second.
 * On the engine loop only.
 */
final class ProofDesk {
    static final int MOST_UNDER_WAY = 256;
    static final int MOST_OF_ONE_SERVER = 64;
    static final int MOST_PER_SECOND = 2_000;

    private static final long SLICE_NANOS = Duration.ofMillis(10).toNanos();
    private static final int MOST_OF_A_SLICE =
            (int) (MOST_PER_SECOND * SLICE_NANOS / Duration.ofSeconds(1).toNanos());

    /** Somebody who asks. */
    interface Asker {
        /** What to ask, now that it is its turn; null when it need not be known any more. */
        @Nullable
        ProofQuestion question();

        /**
         * The question was asked and is over.
         *
         * @param sight what was seen; null when the proof broke, and showed nothing
         * @param askedNanos when the question began
         */
        void saw(@Nullable Sight sight, long askedNanos);
    }

    /** Those who wait for one server. */
    private static final class Line {
        private final AuthoritativeServer server;
        private final Deque<Asker> waiting = new ArrayDeque<>();
        private int underWay;
        private boolean inTurn;

        private Line(AuthoritativeServer server) {
            this.server = server;
        }
    }

    private final Loop loop;
    private final Proof proof;
    private final ProofCalls calls;
    private final Map<AuthoritativeServer, Line> lines = new HashMap<>();
    private final Deque<Line> turns = new ArrayDeque<>();
    private int underWay;
    private long sliceBegan;
    private int askedInSlice;
    private final LoopTimer nextSlice;

    ProofDesk(Loop loop, Proof proof, ProofCalls calls) {
        this.loop = loop;
        this.nextSlice = new LoopTimer(loop);
        this.proof = proof;
        this.calls = calls;
        this.sliceBegan = loop.nanoTime();
    }

    /** Queues for a server. */
    void ask(AuthoritativeServer server, Asker asker) {
        Line line = lines.computeIfAbsent(server, Line::new);
        line.waiting.add(asker);
        enter(line);
        serve();
    }

    /** Nobody waits any more. */
    void close() {
        lines.clear();
        turns.clear();
        nextSlice.cancel();
    }

    private void enter(Line line) {
        if (!line.inTurn && !line.waiting.isEmpty() && line.underWay < MOST_OF_ONE_SERVER) {
            line.inTurn = true;
            turns.add(line);
        } else if (line.waiting.isEmpty() && line.underWay == 0 && !line.inTurn) {
            lines.remove(line.server);
        }
    }

    private void serve() {
        while (underWay < MOST_UNDER_WAY && !turns.isEmpty()) {
            if (!maySpend()) {
                return;
            }
            Line line = turns.remove();
            line.inTurn = false;
            Asker asker = line.waiting.remove();
            ProofQuestion question = asker.question();
            if (question != null) {
                begin(line, asker, question);
            }
            enter(line);
        }
    }

    private boolean maySpend() {
        long now = loop.nanoTime();
        if (now - sliceBegan >= SLICE_NANOS) {
            sliceBegan = now;
            askedInSlice = 0;
        }
        if (askedInSlice < MOST_OF_A_SLICE) {
            return true;
        }
        if (!nextSlice.isSet()) {
            nextSlice.set(sliceBegan + SLICE_NANOS - now, this::serve);
        }
        return false;
    }

    private void begin(Line line, Asker asker, ProofQuestion question) {
        long askedNanos = loop.nanoTime();
        underWay++;
        line.underWay++;
        askedInSlice++;
        calls.call(() -> proof.ask(question), (sight, why) -> {
            underWay--;
            line.underWay--;
            if (sight == null) {
                calls.broke(why);
            }
            asker.saw(sight, askedNanos);
            enter(line);
            serve();
        });
    }
}
