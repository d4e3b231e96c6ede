package io.dnsfailover.internal.engine;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Moment;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import io.dnsfailover.status.ZoneStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether one authoritative server answers for one zone: looks once a period, and hurries while that is open. On the engine loop only.
 */
final class AuthorityWatch implements ProofDesk.Asker {
    /** The zone. */
    interface Owner {
        /** Which zone it is. */
        DnsName zone();

        /** A look ended; whether the server stands otherwise now, or it is settled that it stands as before. */
        void looked(AuthorityWatch server, Sight.Kind seen, boolean settled);
    }

    private static final double JITTER = 0.1;
    private static final long HURRIED_NANOS = Duration.ofSeconds(1).toNanos();

    private final Loop loop;
    private final ProofDesk desk;
    private final long periodNanos;
    private final AuthoritativeServer server;
    private final Owner owner;
    private AuthorityHealth health = AuthorityHealth.UNKNOWN;
    private Moment since;
    private @Nullable Sight last;
    private boolean bad; // whether the newest look showed that it does not answer
    private long badSinceNanos; // when the first look of those in a row began that showed this
    private long askedNanos; // when the newest look began that ended
    private final LoopTimer timer;
    private boolean looking;
    private boolean spread; // whether its looks are away from those of others that began with it
    private boolean stopped;

    AuthorityWatch(Loop loop, ProofDesk desk, long periodNanos, AuthoritativeServer server, Owner owner) {
        this.loop = loop;
        this.timer = new LoopTimer(loop);
        this.desk = desk;
        this.periodNanos = periodNanos;
        this.server = server;
        this.owner = owner;
        this.since = loop.now();
    }

    AuthoritativeServer server() {
        return server;
    }

    AuthorityHealth health() {
        return health;
    }

    /** When the first look began of those that showed nothing but that it does not answer; only while it is out. */
    long badSinceNanos() {
        return badSinceNanos;
    }

    /** Whether the newest look showed that it does not answer; one that is out may be about to come back. */
    boolean isBad() {
        return bad;
    }

    /** When the newest look began that ended. */
    long askedNanos() {
        return askedNanos;
    }

    /** What it showed last. */
    String shows() {
        return last == null ? "" : ProofTold.text(last);
    }

    /** Looks for the first time after a pause. */
    void start(long pauseNanos) {
        await(pauseNanos);
    }

    /** Looks now, unless it just did. */
    void hurry() {
        boolean just = last != null && loop.nanoTime() - askedNanos < HURRIED_NANOS;
        if (!looking && !stopped && !just) {
            look();
        }
    }

    void stop() {
        stopped = true;
        timer.cancel();
    }

    ZoneStatus.Server status() {
        return new ZoneStatus.Server(server, health.standing(), since, last == null ? null : shows());
    }

    private void await(long nanos) {
        timer.set(nanos, this::look);
    }

    private void look() {
        timer.cancel();
        looking = true;
        desk.ask(server, this);
    }

    @Override
    public @Nullable ProofQuestion question() {
        return stopped ? null : new ProofQuestion(server, owner.zone(), null);
    }

    @Override
    public void saw(@Nullable Sight sight, long beganNanos) {
        looking = false;
        if (stopped) {
            return;
        }
        if (sight == null) { // the proof broke: nothing was seen
            await(loop.jittered(periodNanos, JITTER));
            return;
        }
        askedNanos = beganNanos;
        last = sight;
        AuthorityHealth before = health;
        health = before.next(sight.kind());
        noteTimes(sight.kind(), before);
        await(pauseNanos());
        owner.looked(this, sight.kind(), !health.isOpen() && !health.equals(before));
    }

    private void noteTimes(Sight.Kind seen, AuthorityHealth before) {
        boolean wasBad = bad;
        bad = seen == Sight.Kind.LAME || seen == Sight.Kind.SILENT;
        if (bad && !wasBad) {
            badSinceNanos = askedNanos;
        }
        boolean stillOut = before.isOut() && health.isOut();
        if (health.standing() != before.standing() && !stillOut) {
            since = loop.now();
        }
    }

    private long pauseNanos() {
        if (health.isOpen()) {
            return loop.jittered(HURRIED_NANOS, JITTER);
        }
        if (!spread) {
            spread = true;
            return loop.part(periodNanos);
        }
        return loop.jittered(periodNanos, JITTER);
    }
}
