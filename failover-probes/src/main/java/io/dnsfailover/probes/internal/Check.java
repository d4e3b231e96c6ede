package io.dnsfailover.probes.internal;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Notes;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Target;
import io.dnsfailover.spi.ProbeRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One check from the call to its result: the hard deadline, the address, exactly one result, and everything freed after
 * it. {@link #end} may be called from any thread, all else happens on the loop.
 */
final class Check {
    /**
     * A deadline that we act upon later than this says more of us than of the endpoint. The same bound after which
     * the engine gives a check up.
     */
    static final long STALLED_NANOS = 100_000_000;

    private static final long USUAL_WAIT_NANOS = 250_000_000;

    /** Longer timeouts are cut to this, so that sums of nanoseconds cannot overflow. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

    private final Checks checks;
    private final ProbeRequest request;
    private final Conversation conversation;
    private final long timeoutNanos;
    private final long deadlineNanos;
    private final Stopwatch stopwatch;
    private final Answer answer = new Answer();
    private volatile @Nullable InetAddress address;
    private volatile int status;
    private volatile String remark = "";
    private volatile Notes notes = Notes.NONE;
    private Deadlines.@Nullable Deadline deadline; // loop only
    private Deadlines.@Nullable Deadline turn; // loop only; while too many others come first
    private long heldUpBefore; // loop only
    private boolean talking; // loop only
    private boolean freed; // loop only
    private volatile boolean settled; // the answer is on its way

    /** What the caller waits for. A caller that ends it himself is done with the check. */
    private final class Answer extends CompletableFuture<ProbeResult> {
        boolean give(ProbeResult result) {
            return super.complete(result);
        }

        @Override
        public boolean complete(ProbeResult result) {
            return letGo(super.complete(result));
        }

        @Override
        public boolean completeExceptionally(Throwable trouble) {
            return letGo(super.completeExceptionally(trouble));
        }

        @Override
        public boolean cancel(boolean interrupt) {
            return letGo(super.cancel(interrupt));
        }

        /** Never directly, even on the loop: the check may not have begun. */
        private boolean letGo(boolean ended) {
            if (ended) {
                loop().execute(Check.this::free);
            }
            return ended;
        }
    }

    Check(Checks checks, ProbeRequest request, Conversation.Kind kind) {
        long now = ProbeThreads.nanoTime();
        Duration timeout = request.timeout().compareTo(LONGEST_TIMEOUT) < 0 ? request.timeout() : LONGEST_TIMEOUT;
        this.checks = checks;
        this.request = request;
        this.timeoutNanos = timeout.toNanos();
        this.deadlineNanos = now + timeoutNanos;
        this.stopwatch = new Stopwatch(now);
        this.conversation = kind.with(this);
    }

    CompletableFuture<ProbeResult> future() {
        return answer;
    }

    NetLoop loop() {
        return checks.loop();
    }

    Stopwatch stopwatch() {
        return stopwatch;
    }

    boolean ended() {
        return settled || answer.isDone();
    }

    /** The protocol's status, for the result. */
    void status(int seen) {
        status = seen;
    }

    /** What every detail of this check says first: where a long one is cut, it stays. */
    void remark(String words) {
        remark = words;
    }

    /** Loop only: asks for the address of a name other than the target's; ends the check when there is none. */
    void lookUp(DnsName name, Consumer<InetAddress> then) {
        checks.resolver().resolve(name, this, then);
    }

    /** What is noticed beside the outcome, for the result. */
    void note(Notes noticed) {
        notes = noticed;
    }

    /** How long the whole check may take, for a detail that people read. */
    String patience() {
        return timeoutNanos / 1_000_000 + " ms";
    }

    /**
     * Ends the check when it has waited in vain for half of its time, on our side: what remains would say little of the endpoint,
     * and who is late with everything gets nothing done. A short wait is usual, and ends only checks of which nothing remains. Any
     * thread.
     *
     * @return whether it is too late
     */
    boolean shedsAfter(long waitedNanos) {
        boolean late = waitedNanos > Math.max(timeoutNanos / 2, Math.min(timeoutNanos, USUAL_WAIT_NANOS));
        if (late) {
            checks.shed();
            end(
                    Reason.LOCAL_TROUBLE,
                    "the prober could not begin for " + waitedNanos / 1_000_000 + " of " + patience());
        }
        return late;
    }

    /** Loop only: the first step. */
    void begin() {
        if (ended()) {
            free();
            return;
        }
        if (shedsAfter(ProbeThreads.nanoTime() - (deadlineNanos - timeoutNanos))) {
            return;
        }
        heldUpBefore = checks.heldUpNanos() + conversation.heldUpNanos();
        deadline = loop().at(deadlineNanos, this::expired);
        try {
            Target target = request.endpoint().target();
            if (target instanceof Target.Address literal) {
                talk(literal.address());
            } else if (target instanceof Target.Name name) {
                stopwatch.begin(Stopwatch.Phase.LOOKUP);
                checks.resolver().resolve(name.name(), this, this::resolved);
            }
        } catch (Throwable t) { // whatever it is must become a result, and must not end the loop
            end(broken(t));
        }
    }

    /** Loop only: the resolver's answer. */
    void resolved(InetAddress found) {
        if (ended()) {
            return;
        }
        stopwatch.end(Stopwatch.Phase.LOOKUP);
        try {
            talk(found);
        } catch (Throwable t) { // as in begin
            end(broken(t));
        }
    }

    private void talk(InetAddress where) {
        address = where;
        long patience = deadlineNanos - timeoutNanos / 2 - ProbeThreads.nanoTime();
        turn = checks.takeTurn(this, where, patience, () -> {
            if (!ended()) {
                talking = true;
                conversation.start(where);
            }
        });
    }

    private void expired(long lateNanos) {
        if (ended()) {
            free();
            return;
        }
        long heldUp = checks.heldUpNanos() + conversation.heldUpNanos() - heldUpBefore;
        if (lateNanos > STALLED_NANOS || heldUp > timeoutNanos / 2) {
            long millis = Math.max(lateNanos, heldUp) / 1_000_000;
            end(Reason.LOCAL_TROUBLE, "the prober itself was held up for " + millis + " of " + patience());
        } else if (talking) {
            end(conversation.late());
        } else {
            end(Reason.UNRESOLVED, "name not resolved within " + patience());
        }
    }

    /** Any thread: ends the check, unless something else has. */
    void end(Reason reason, String detail) {
        if (ended()) {
            return;
        }
        InetAddress where = address;
        String resolved = where == null ? null : new Target.Address(where).rdata();
        boolean cut = checks.closed();
        ProbeResult result = new ProbeResult(
                cut ? Reason.CANCELLED : reason,
                remark + (cut ? Checks.CLOSED : detail),
                stopwatch.timings(),
                resolved,
                status,
                notes);
        if (loop().isHere()) {
            settled = true;
            free(); // first: who has the result may count our sockets
            loop().later(() -> answer.give(result));
        } else if (answer.give(result)) {
            loop().execute(this::free);
        }
    }

    /** Any thread: ends the check, unless something else has. */
    void end(Finding finding) {
        String digest = finding.contentDigest();
        if (digest != null) {
            notes = new Notes(null, notes.certificateEnds(), digest);
        }
        end(finding.reason(), finding.detail());
    }

    /** A fault of our own code. */
    static Finding broken(Throwable trouble) {
        return trouble instanceof VirtualMachineError
                ? Finding.of(Reason.LOCAL_TROUBLE, trouble.toString())
                : Finding.of(Reason.PROBE_BROKEN, trouble.toString());
    }

    /** Loop only: gives back everything. Later calls do nothing. */
    void free() {
        if (freed) {
            return;
        }
        freed = true;
        if (deadline != null) {
            loop().cancel(deadline);
        }
        if (turn != null) {
            loop().cancel(turn);
        }
        try {
            conversation.free();
        } finally {
            checks.gone(this);
        }
    }
}
