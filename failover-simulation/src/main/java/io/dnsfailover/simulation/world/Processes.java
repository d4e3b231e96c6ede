package io.dnsfailover.simulation.world;

import io.dnsfailover.simulation.time.Chance;
import io.dnsfailover.simulation.time.SimulatedHost;
import io.dnsfailover.spi.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The machines that can run an engine, the processes on them, and the supervisor that starts those again which died. */
public final class Processes {
    private static final long SUPERVISOR_NANOS = Duration.ofSeconds(10).toNanos();

    private final World world;
    private final SharedStore sharedStore;
    private final List<Controller> controllers = new ArrayList<>();
    private List<Life> lives = List.of();
    private int livesSoFar;
    private long lastToken;

    Processes(World world, SharedStore sharedStore) {
        this.world = world;
        this.sharedStore = sharedStore;
        for (int i = 0; i < world.blueprint().controllers(); i++) {
            Chance own = new Chance(world.blueprint().seed(), "controller " + i);
            SimulatedHost host = new SimulatedHost(
                    world.timeline(),
                    own.nanosBetween(
                            -Duration.ofDays(30).toNanos(), Duration.ofDays(30).toNanos()),
                    own.percent(30) ? own.between(-1000, 1000) : 0,
                    own.percent(30)
                            ? own.nanosBetween(
                                    -Duration.ofDays(1).toNanos(),
                                    Duration.ofDays(1).toNanos())
                            : 0);
            controllers.add(new Controller(i, host, new Disk(own)));
        }
    }

    /** Lets a controller run an engine, and a supervisor start it again when it dies. */
    public void run(Controller controller) {
        controller.meansToRun(true);
        start(controller);
    }

    private void start(Controller controller) {
        if (controller.life() != null || !controller.isMeantToRun()) {
            return;
        }
        if (controller.host().isAsleep()) {
            world.timeline().after(SUPERVISOR_NANOS, () -> start(controller));
            return;
        }
        boolean shares = world.blueprint().controllers() > 1;
        lastToken += shares ? 1 : 0;
        Life life = new Life(++livesSoFar, controller, shares ? lastToken : 0, world);
        StateStore store = shares ? sharedStore.of(controller, lastToken) : new DiskStore(controller.disk());
        if (life.start(store)) {
            controller.run(life);
            livesChanged();
        } else {
            world.timeline().after(SUPERVISOR_NANOS, () -> start(controller));
        }
    }

    /** A process ends at this very event; with the power, what the disk had not synced is lost. The supervisor starts it again. */
    public void crash(Controller controller, boolean powerLost, long downNanos) {
        Life life = controller.life();
        if (life == null) {
            return;
        }
        life.process().kill();
        if (powerLost) {
            controller.disk().crash();
        }
        ended(life, powerLost ? "lost its power" : "crashed", downNanos);
    }

    /** A process is ended in good order. The supervisor starts it again. */
    public void restart(Controller controller, long downNanos) {
        Life life = controller.life();
        if (life != null) {
            life.close();
            ended(life, "was stopped", downNanos);
        }
    }

    /** A controller loses its office: its process ends, and nobody starts it again. */
    public void retire(Controller controller) {
        controller.meansToRun(false);
        restart(controller, 0);
    }

    /** Nobody starts this controller again when it dies. */
    public void abandon(Controller controller) {
        controller.meansToRun(false);
    }

    private void ended(Life life, String how, long downNanos) {
        Controller controller = life.controller();
        controller.run(null);
        livesChanged();
        world.witness().ends(life, how);
        world.timeline().after(downNanos, () -> start(controller));
    }

    private void livesChanged() {
        List<Life> now = new ArrayList<>();
        for (Controller controller : controllers) {
            if (controller.life() != null) {
                now.add(controller.life());
            }
        }
        lives = now;
    }

    /** The process with the highest term that runs; null when none does. */
    public @Nullable Life inOffice() {
        Life newest = null;
        for (Life life : lives) {
            if (newest == null || life.number() > newest.number()) {
                newest = life;
            }
        }
        return newest;
    }

    /** The machines that can run an engine. */
    public List<Controller> controllers() {
        return controllers;
    }

    /** The processes that have begun and not ended. */
    public List<Life> lives() {
        return lives;
    }
}
