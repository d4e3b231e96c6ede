package io.dnsfailover.simulation.world;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.decision.Command;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.InvalidPolicyException;
import io.dnsfailover.simulation.time.Note;
import io.dnsfailover.simulation.time.SimulatedProcess;
import io.dnsfailover.spi.ObservationSink;
import io.dnsfailover.spi.StateStore;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process with one engine, from its start to its end. */
public final class Life {
    private final int number;
    private final Controller controller;
    private final long token;
    private final World world;
    private final SimulatedProcess process;
    private final Map<Integer, ObservationSink> sinks = new TreeMap<>();
    private List<FailoverPolicy> policies;
    private List<FailoverPolicy> followed;
    private @Nullable Failover failover;
    private boolean looked;
    private int seenRecord = -1;

    Life(int number, Controller controller, long token, World world) {
        this.number = number;
        this.controller = controller;
        this.token = token;
        this.world = world;
        this.policies = world.policies();
        this.followed = policies;
        this.process = new SimulatedProcess(
                world.timeline(),
                controller.host(),
                worker -> world.workTakes(worker, this),
                thrown -> world.witness().threw(this, thrown));
    }

    /** Its number, from 1, among all of the world. */
    public int number() {
        return number;
    }

    /** The machine that it runs on. */
    public Controller controller() {
        return controller;
    }

    /** The fencing token of its term; 0 in a world without. */
    public long token() {
        return token;
    }

    /** Its doors. */
    public SimulatedProcess process() {
        return process;
    }

    /** The policies that it was last told to follow. */
    public List<FailoverPolicy> policies() {
        return policies;
    }

    /** The engine; null when it did not start. */
    public @Nullable Failover failover() {
        return failover;
    }

    /** Starts the engine; false when its store cannot be read. */
    boolean start(StateStore store) {
        FailoverBuilder builder = Failover.builder()
                .policies(policies)
                .store(new WitnessedStore(this, store, world.witness()))
                .time(process)
                .scheduler(process)
                .seed(world.blueprint().seed() * 31 + number);
        if (token > 0) {
            builder.fencingToken(token);
        }
        builder.brake(world.blueprint().brake()).doubt(world.blueprint().doubt());
        world.controls().forEach(target -> builder.control(target, SimulatedCheck.OF_CONTROL));
        for (Place place : world.places()) {
            if (place.isRemote()) {
                builder.location(place.location(), new RemoteReports(this, place, world));
            } else {
                builder.location(place.location(), new LocalProber(this, place, world));
            }
        }
        world.nameServers()
                .forEach(server ->
                        builder.publisher(new NameServerClient(world.timeline(), this, server, world.witness())));
        builder.notifier("mail", new MailClient(this, world.mail()));
        try {
            failover = builder.start();
            return true;
        } catch (UncheckedIOException e) {
            process.kill();
            return false;
        }
    }

    void opens(int place, ObservationSink sink) {
        sinks.put(place, sink);
    }

    /** Hands a report of a remote place to the engine, as the network does. */
    void arrives(Place place, Witness.Seen seen, ProbeResult result, long ask) {
        ObservationSink sink = sinks.get(place.number());
        if (sink == null || process.isDead()) {
            return;
        }
        takingIn(seen, true, () -> sink.deliver(Records.nameOf(seen.record()), seen.endpoint(), result, ask));
    }

    /** Runs a call that posts a check's result to the engine, with a note for the witness. */
    void takingIn(Witness.Seen seen, boolean onArrival, Runnable call) {
        process.noting(
                () -> {
                    seenRecord = seen.record();
                    Witness.Seen taken = onArrival ? seen.arriving(process.nanoTime()) : seen;
                    world.witness().sees(this, taken);
                },
                call);
    }

    /** The same for a check whose result several records may take in: which ones do is known only then. */
    void takingIn(Supplier<List<Witness.Seen>> seen, Runnable call) {
        process.noting(
                () -> {
                    List<Witness.Seen> all = seen.get();
                    seenRecord = all.size() == 1 ? all.get(0).record() : -1;
                    all.forEach(each -> world.witness().sees(this, each));
                },
                call);
    }

    /** The policies that its engine follows at this event. */
    List<FailoverPolicy> followed() {
        return followed;
    }

    /** Replaces the policies of the running engine. */
    void reload(List<FailoverPolicy> next) {
        Failover running = failover;
        if (running == null || process.isDead()) {
            return;
        }
        policies = next;
        Note note = () -> {
            followed = next;
            world.witness().reloads(this, next);
        };
        process.noting(note, () -> {
            try {
                running.replacePolicies(next);
            } catch (InvalidPolicyException e) {
                world.witness().threw(this, e);
            }
        });
    }

    /** Gives an order to the running engine. */
    void order(String policy, Command command) {
        Failover running = failover;
        if (running == null || process.isDead()) {
            return;
        }
        Witness witness = world.witness();
        process.noting(
                () -> witness.orders(this, policy, command),
                () -> running.order(policy, command).whenComplete((done, failure) -> {
                    if (failure == null) {
                        witness.orderDone(this, policy, command);
                    } else if (!process.isDead()) {
                        witness.orderRefused(this, policy, command);
                    }
                }));
    }

    /** A check was started in this event: nothing is decided then. */
    void startsCheck() {
        looked = true;
    }

    /** What the event that just ran in this process was about: a record's number, -1 for anything, -2 for nothing. */
    public int takeSubject() {
        int subject = seenRecord >= 0 ? seenRecord : looked ? -2 : -1;
        seenRecord = -1;
        looked = false;
        return subject;
    }

    /** Ends the process in good order. */
    void close() {
        if (failover != null && !process.isDead()) {
            failover.close();
        }
        process.kill();
    }
}
