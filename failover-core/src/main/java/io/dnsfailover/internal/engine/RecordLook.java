package io.dnsfailover.internal.engine;

import io.dnsfailover.internal.engine.ProofBook.Stand;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import org.jspecify.annotations.Nullable;

/** The looks at what one authoritative server answers for one record, one at a time, until it serves it. On the engine loop only. */
final class RecordLook implements ProofDesk.Asker {
    private static final double JITTER = 0.1;

    /** The proof of the record. */
    interface Owner {
        /** What was seen so far; null before the first publication. */
        @Nullable
        ProofBook book();

        /** Whether it was told that the answer is not visible. */
        boolean isAlarmed();

        /** Whether a server does not answer for the zone. */
        boolean isOut(AuthoritativeServer server);

        /** A look at what is published now showed something. */
        void saw(AuthoritativeServer server, Sight sight, long askedNanos);

        /** A look is over, and the next one planned where there has to be one. */
        void looked();
    }

    private final Loop loop;
    private final ProofDesk desk;
    private final AuthoritativeServer server;
    private final long zonePeriodNanos;
    private final Owner owner;
    private final LoopTimer timer;
    private @Nullable ProofBook asked; // what the question under way is about; null when none is
    private Stand stand = Stand.OPEN;
    private long countsFromNanos; // what it does not serve: from the publication, or from its return
    private boolean begun;
    private boolean queued;
    private boolean stopped;
    private long pauseNanos;
    private long beganNanos;

    RecordLook(Loop loop, ProofDesk desk, AuthoritativeServer server, long zonePeriodNanos, Owner owner) {
        this.loop = loop;
        this.timer = new LoopTimer(loop);
        this.desk = desk;
        this.server = server;
        this.zonePeriodNanos = zonePeriodNanos;
        this.owner = owner;
    }

    /** Something else is published: looks at once. */
    void again() {
        begun = true;
        stand = Stand.OPEN;
        pauseNanos = 0;
        beganNanos = loop.nanoTime();
        countsFromNanos = beganNanos;
        hurry();
    }

    /** Looks at once the first time. */
    void begin() {
        if (!begun) {
            again();
        }
    }

    /** Looks at once, unless a look is under way or it serves the record. */
    void hurry() {
        if (!queued && asked == null && !stopped && isOpen()) {
            timer.cancel();
            queued = true;
            desk.ask(server, this);
        }
    }

    /** How the server stands now. */
    void stands(Stand now) {
        if (stand == Stand.OUT && now != Stand.OUT) {
            countsFromNanos = loop.nanoTime();
        }
        stand = now;
    }

    boolean lags() {
        return stand == Stand.LAGS;
    }

    /** From when on what it does not serve counts against it. */
    long countsFromNanos() {
        return countsFromNanos;
    }

    void stop() {
        stopped = true;
        timer.cancel();
    }

    private boolean isOpen() {
        ProofBook book = owner.book();
        ProofBook.Entry entry = book == null ? null : book.servers().get(server);
        return entry != null && entry.served() == null;
    }

    @Override
    public @Nullable ProofQuestion question() {
        queued = false;
        ProofBook book = owner.book();
        if (stopped || book == null || !isOpen()) {
            return null;
        }
        asked = book;
        return new ProofQuestion(server, book.desired().key().zone(), book.desired());
    }

    @Override
    public void saw(@Nullable Sight sight, long askedNanos) {
        ProofBook about = asked;
        ProofBook book = owner.book();
        asked = null;
        if (stopped || about == null || book == null) {
            return;
        }
        if (!about.isOfTheSame(book)) { // what was asked for is not wanted any more
            hurry();
            return;
        }
        if (sight != null) {
            owner.saw(server, sight, askedNanos);
        }
        if (isOpen()) {
            pause(sight == null ? ProofPace.LIMIT_NANOS : 0);
        }
        owner.looked();
    }

    private void pause(long leastNanos) {
        pauseNanos = ProofPace.pauseNanos(loop.nanoTime() - beganNanos, pauseNanos, owner.isAlarmed());
        long least = owner.isOut(server) ? zonePeriodNanos : leastNanos;
        timer.set(loop.jittered(Math.max(pauseNanos, least), JITTER), this::hurry);
    }
}
