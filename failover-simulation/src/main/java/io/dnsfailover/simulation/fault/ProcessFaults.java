package io.dnsfailover.simulation.fault;

import io.dnsfailover.simulation.time.SimulatedProcess;
import io.dnsfailover.simulation.world.Controller;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes wrong with machines and processes: clocks, pauses, crashes, disks, and who is in office. */
final class ProcessFaults {
    private static final long YEARS_NANOS = Duration.ofDays(3650).toNanos();
    private static final long LEASE_NANOS = Duration.ofSeconds(15).toNanos();
    private static final long ZOMBIE_NANOS = Duration.ofSeconds(20).toNanos();

    /** A process that will die when so many events have passed. */
    private static final class Doomed {
        private final Controller controller;
        private final Fault fault;
        private int eventsLeft;

        private Doomed(Controller controller, Fault fault) {
            this.controller = controller;
            this.fault = fault;
            this.eventsLeft = fault.size();
        }
    }

    private final World world;
    private final List<Doomed> doomed = new ArrayList<>();
    private final Map<Fault, SimulatedProcess> stopped = new HashMap<>();
    private final Map<Fault, Controller> touched = new HashMap<>();

    ProcessFaults(World world) {
        this.world = world;
    }

    boolean set(Fault fault, boolean begins) {
        Controller controller = controller(fault, begins);
        switch (fault.kind()) {
            case WALL_CLOCK_STEP -> controller.host().stepWallClock(step(fault));
            case SUSPENSION -> suspend(fault, controller, begins);
            case PAUSE -> pause(fault, controller.life(), begins);
            case CONTROLLER_CUT_OFF -> controller.cutOff(begins);
            case DISK_ERRORS -> controller.disk().errs(begins ? fault.size() : -fault.size());
            case DISK_FULL -> controller.disk().fills(begins ? fault.size() : -fault.size());
            case TAKE_OVER -> takeOver(fault, controller, begins);
            default -> {
                return !begins ? isDeath(fault) : dies(fault, controller);
            }
        }
        return true;
    }

    private static boolean isDeath(Fault fault) {
        return switch (fault.kind()) {
            case CRASH, POWER_LOSS, RESTART, CRASH_AT_EVENT, POWER_LOSS_AT_EVENT -> true;
            default -> false;
        };
    }

    private boolean dies(Fault fault, Controller controller) {
        switch (fault.kind()) {
            case CRASH -> world.processes().crash(controller, false, fault.lastsNanos());
            case POWER_LOSS -> world.processes().crash(controller, true, fault.lastsNanos());
            case RESTART -> world.processes().restart(controller, fault.lastsNanos());
            case CRASH_AT_EVENT, POWER_LOSS_AT_EVENT -> doomed.add(new Doomed(controller, fault));
            default -> {
                return false;
            }
        }
        return true;
    }

    void afterEvent() {
        for (int i = doomed.size() - 1; i >= 0; i--) {
            Doomed one = doomed.get(i);
            if (--one.eventsLeft <= 0) {
                doomed.remove(i);
                boolean power = one.fault.kind() == FaultKind.POWER_LOSS_AT_EVENT;
                world.processes().crash(one.controller, power, one.fault.lastsNanos());
            }
        }
    }

    private void suspend(Fault fault, Controller controller, boolean begins) {
        if (begins) {
            controller.host().suspend();
            pause(fault, controller.life(), true);
        } else {
            controller.host().resume();
            pause(fault, null, false);
        }
    }

    private void pause(Fault fault, @Nullable Life life, boolean begins) {
        if (begins && life != null) {
            life.process().stop();
            stopped.put(fault, life.process());
        }
        SimulatedProcess before = begins ? null : stopped.remove(fault);
        if (before != null) {
            before.goOn();
        }
    }

    /** The one in office is stopped, cut off or dies; another one takes its office; the old one comes back, and learns of it too late. */
    private void takeOver(Fault fault, Controller old, boolean begins) {
        int variant = fault.size() % 3;
        if (!begins) {
            if (variant == 1) {
                old.cutOff(false);
            }
            pause(fault, null, false);
            if (!old.isMeantToRun()) {
                world.timeline().after(ZOMBIE_NANOS, () -> retire(old));
            }
            return;
        }
        Controller next = vacant(old);
        if (variant == 1) {
            old.cutOff(true);
        } else if (variant == 0) {
            pause(fault, old.life(), true);
        }
        if (next == null || old.life() == null) {
            return;
        }
        world.processes().abandon(old);
        if (variant == 2) {
            world.processes().crash(old, true, 0);
        }
        world.timeline().after(LEASE_NANOS, () -> world.processes().run(next));
    }

    private void retire(Controller old) {
        if (!old.isMeantToRun()) {
            world.processes().retire(old);
        }
    }

    private @Nullable Controller vacant(Controller old) {
        for (Controller other : world.processes().controllers()) {
            if (other != old && other.life() == null && !other.isMeantToRun()) {
                return other;
            }
        }
        return null;
    }

    private static long step(Fault fault) {
        long[] steps = {1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L, 86_400_000_000_000L, YEARS_NANOS};
        long step = steps[fault.size() % steps.length];
        return fault.size() / 5 % 2 == 0 ? step : -step;
    }

    /** The one in office when the fault begins, and the same one when it ends. */
    private Controller controller(Fault fault, boolean begins) {
        if (!begins) {
            Controller before = touched.remove(fault);
            return before != null ? before : world.processes().controllers().get(0);
        }
        Life office = world.processes().inOffice();
        Controller controller = office != null
                ? office.controller()
                : world.processes()
                        .controllers()
                        .get(fault.subject() % world.processes().controllers().size());
        touched.put(fault, controller);
        return controller;
    }
}
