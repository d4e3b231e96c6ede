package io.dnsfailover;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.journal.Host;
import io.dnsfailover.journal.Journal;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Reconciliation;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.spi.ObservationSource;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.spi.Proof;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.TimeSource;
import io.dnsfailover.status.PublishPlan;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Assembles a {@link Failover}. At least one location is needed; everything else has a default: no policies, no publishers
 * (the answers are then for whoever reads {@link Failover#current}), no notifiers, a store in memory, the clocks of the
 * machine, threads of its own, a random seed. Not safe for use by several threads.
 */
public final class FailoverBuilder {
    final List<FailoverPolicy> policies = new ArrayList<>();
    final Places places = new Places();
    final List<DnsPublisher> publishers = new ArrayList<>();
    final Notifiers notifiers = new Notifiers();
    final List<Host.Control> controls = new ArrayList<>();

    @Nullable
    Proof proof;

    @Nullable
    StateStore store;

    @Nullable
    Journal journal;

    @Nullable
    TimeSource time;

    @Nullable
    Scheduler scheduler;

    @Nullable
    Long seed;

    @Nullable
    Long fencingToken;

    @Nullable
    Brake brake;

    @Nullable
    Doubt doubt;

    @Nullable
    Reconciliation reconciliation;

    FailoverBuilder() {}

    /**
     * One more policy.
     *
     * @param policy the policy
     * @return this
     */
    public FailoverBuilder policy(FailoverPolicy policy) {
        policies.add(policy);
        return this;
    }

    /**
     * More policies.
     *
     * @param more the policies
     * @return this
     */
    public FailoverBuilder policies(Collection<FailoverPolicy> more) {
        policies.addAll(more);
        return this;
    }

    /**
     * A location that probes from this process.
     *
     * @param location the location
     * @param prober runs its probes; several locations may share one. Closed with the {@link Failover}
     * @return this
     */
    public FailoverBuilder location(Location location, Prober prober) {
        places.add(location, prober);
        return this;
    }

    /**
     * A location whose observations are delivered.
     *
     * @param location the location
     * @param source delivers them. Closed with the {@link Failover}
     * @return this
     */
    public FailoverBuilder location(Location location, ObservationSource source) {
        places.add(location, source);
        return this;
    }

    /**
     * A check that the host brings as code, for policies with a {@link io.dnsfailover.policy.NamedProbe} of this name; run
     * by every location that probes here.
     *
     * @param name the name
     * @param probe the check
     * @return this
     */
    public FailoverBuilder probe(String name, Probe probe) {
        places.add(name, probe);
        return this;
    }

    /**
     * A name server to keep up to date. Each has its own queue: one that is out delays no other.
     *
     * @param publisher writes it. Closed with the {@link Failover}
     * @return this
     */
    public FailoverBuilder publisher(DnsPublisher publisher) {
        publishers.add(publisher);
        return this;
    }

    /**
     * Asks the authoritative servers of the zones what they answer: of each record that is published, until all of them serve it, and
     * of each zone, whether they serve it at all. What they answer is told ({@link io.dnsfailover.event.ProofEvent}) and shown
     * ({@link io.dnsfailover.status.RecordStatus#proof}, {@link Failover#zones}), and decides nothing. Default: nobody asks them.
     *
     * @param newProof asks them. Closed with the {@link Failover}
     * @return this
     */
    public FailoverBuilder proof(Proof newProof) {
        once("proof", proof);
        proof = newProof;
        return this;
    }

    /**
     * Somebody to tell of events. Each has its own queue: one that is slow delays no other, and no decision. An event that is not
     * delivered when the process ends is kept in the {@link #store} under the name, and delivered after the start by the notifier
     * that has the name then; without one it is dropped, logged and counted.
     *
     * @param name 1 to 64 letters, digits, dots, hyphens and underscores; unique here, and the same at every start
     * @param notifier tells them. Closed with the {@link Failover}
     * @return this
     */
    public FailoverBuilder notifier(String name, Notifier notifier) {
        notifiers.add(name, notifier);
        return this;
    }

    /**
     * The same under the name of its class, without the package; a second one of that class has {@code -2} after it, and so on. Give
     * names where there may be several of a class, or the class may be renamed.
     *
     * @param notifier tells them. Closed with the {@link Failover}
     * @return this
     */
    public FailoverBuilder notifier(Notifier notifier) {
        notifiers.add(notifier);
        return this;
    }

    /**
     * Where states, and events that have still to be told, are kept over a restart. Default: in memory, so that a start takes what the
     * name servers hold, and events that were not delivered are lost with the process.
     *
     * @param newStore the store. Closed with the {@link Failover}
     * @return this
     */
    public FailoverBuilder store(StateStore newStore) {
        once("store", store);
        store = newStore;
        return this;
    }

    /**
     * Where everything that decisions depend on is written down, and the decisions too, so that a run can be replayed and
     * another policy be tried on what happened. Default: nowhere, which costs nothing. Written by a thread of its own; what
     * it cannot keep up with is dropped and counted ({@link io.dnsfailover.status.EngineCounters#droppedJournalEntries}).
     *
     * @param newJournal the journal. Closed with the {@link Failover}
     * @return this
     */
    public FailoverBuilder journal(Journal newJournal) {
        once("journal", journal);
        journal = newJournal;
        return this;
    }

    /**
     * The clocks. Default: those of the machine. For tests.
     *
     * @param newTime the clocks
     * @return this
     */
    public FailoverBuilder time(TimeSource newTime) {
        once("time", time);
        time = newTime;
        return this;
    }

    /**
     * Timers and threads. Default: one thread for the loop, one for the store, and one for each publisher and notifier, all
     * daemons. For tests. One that is given is not closed with the {@link Failover}.
     *
     * @param newScheduler the scheduler
     * @return this
     */
    public FailoverBuilder scheduler(Scheduler newScheduler) {
        once("scheduler", scheduler);
        scheduler = newScheduler;
        return this;
    }

    /**
     * The seed of all randomness: jitter and back-off. Default: another one for each instance. For tests.
     *
     * @param newSeed the seed
     * @return this
     */
    public FailoverBuilder seed(long newSeed) {
        once("seed", seed);
        seed = newSeed;
        return this;
    }

    /**
     * The token of the controller that decides here; every {@link io.dnsfailover.spi.Change} carries it, so that a name server
     * that keeps it can refuse a controller whose term is over. Whoever elects controllers gives each term a higher one than
     * every term before it. Default: 0, for a single process, which nobody can overtake.
     *
     * @param newToken from 0
     * @return this
     */
    public FailoverBuilder fencingToken(long newToken) {
        once("fencing token", fencingToken);
        if (newToken < 0) {
            throw new IllegalArgumentException("a fencing token is 0 or more, not " + newToken);
        }
        fencingToken = newToken;
        return this;
    }

    /**
     * How many of all records may move in a time. Default: {@link Brake#DEFAULT}, half of them or twenty if that is more, in ten
     * minutes.
     *
     * @param newBrake the brake; one with a share of 100 percent never brakes
     * @return this
     */
    public FailoverBuilder brake(Brake newBrake) {
        once("brake", brake);
        brake = newBrake;
        return this;
    }

    /**
     * When a location is not believed. Default: {@link Doubt#DEFAULT}, when four of five of the networks that it watches fail
     * together, and three at least.
     *
     * @param newDoubt the rule
     * @return this
     */
    public FailoverBuilder doubt(Doubt newDoubt) {
        once("doubt", doubt);
        doubt = newDoubt;
        return this;
    }

    /**
     * One more thing that should always answer wherever this process probes from, such as its gateway or a public resolver. Default:
     * none; else two to sixteen, best in several networks. Checked every 10 s with a deadline of 2 s; no record depends on them: they
     * tell whether a location is itself well, see {@link Doubt}.
     *
     * @param target what it is; its id is unique among the control targets
     * @param probe how to check it; every location that probes here must know it
     * @return this
     */
    public FailoverBuilder control(Endpoint target, ProbeSpec probe) {
        controls.add(new Host.Control(target, probe));
        return this;
    }

    /**
     * How the name servers are watched, so that they go on serving what was published. Default: {@link Reconciliation#DEFAULT}, each
     * record read again every 30 s, and an event for a server that lags for 30 s.
     *
     * @param newReconciliation the rule
     * @return this
     */
    public FailoverBuilder reconciliation(Reconciliation newReconciliation) {
        once("reconciliation", reconciliation);
        reconciliation = newReconciliation;
        return this;
    }

    private static void once(String property, @Nullable Object before) {
        if (before != null) {
            throw new IllegalStateException(property + " was already set");
        }
    }

    /**
     * Validates everything and starts.
     *
     * @return the running thing
     * @throws IllegalStateException when there is no location
     * @throws io.dnsfailover.policy.InvalidPolicyException when policies or control targets cannot run here; names every
     *     mistake
     * @throws UncheckedIOException when the store cannot be read: a start without memory could move records
     */
    public Failover start() {
        return new Launch(this).start();
    }

    /**
     * Tries a start without starting: reads what every name server holds for every record, and the {@link #store}, and writes nothing.
     * Nothing is probed, so the plan is what a start writes before anything is measured. Blocks, for as long as the publishers take to
     * read, one read after another; a server that cannot be read twice in a row is not asked for the rest. Closes nothing: this builder
     * can be started afterwards.
     *
     * @return what a start would write, and where
     * @throws IllegalStateException when there is no location
     * @throws io.dnsfailover.policy.InvalidPolicyException when policies or control targets cannot run here; names every
     *     mistake
     * @throws UncheckedIOException when the store cannot be read
     * @throws InterruptedException when the thread is interrupted
     */
    public PublishPlan plan() throws InterruptedException {
        return new Launch(this).plan();
    }
}
