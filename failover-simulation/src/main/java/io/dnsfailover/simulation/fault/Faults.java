package io.dnsfailover.simulation.fault;

import io.dnsfailover.simulation.time.Chance;
import io.dnsfailover.simulation.world.Blueprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Draws what goes wrong in one world: some kinds of faults, each at its own pace. */
public final class Faults {
    private static final int MOST_OF_A_KIND = 40;
    private static final long SECOND = 1_000_000_000;
    private static final Set<FaultKind> OF_REMOTE_PLACES = EnumSet.of(
            FaultKind.PLACE_MUTE,
            FaultKind.PLACE_DEAF,
            FaultKind.REPORTS_LOST,
            FaultKind.REPORTS_DOUBLED,
            FaultKind.REPORTS_LATE);
    private static final Set<FaultKind> OF_MANY_CONTROLLERS =
            EnumSet.of(FaultKind.STORE_OUT, FaultKind.CONTROLLER_CUT_OFF, FaultKind.TAKE_OVER);
    private static final Set<FaultKind> OF_ONE_CONTROLLER = EnumSet.of(FaultKind.DISK_ERRORS, FaultKind.DISK_FULL);
    private static final Set<FaultKind> COMMON =
            EnumSet.of(FaultKind.BACKEND_SILENT, FaultKind.BACKEND_REFUSES, FaultKind.NETWORK_DOWN);

    private Faults() {}

    /** Draws the faults of a world, in the order in which they begin. */
    public static List<Fault> of(Blueprint blueprint) {
        List<Fault> faults = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            Chance chance = new Chance(blueprint.seed(), "fault " + kind);
            if (isPossible(kind, blueprint) && chance.percent(COMMON.contains(kind) ? 75 : 30)) {
                draw(kind, chance, blueprint, faults);
            }
        }
        faults.sort(Comparator.comparingLong(Fault::atNanos).thenComparing(Fault::kind));
        return List.copyOf(faults);
    }

    private static boolean isPossible(FaultKind kind, Blueprint blueprint) {
        if (OF_REMOTE_PLACES.contains(kind) && blueprint.remote() == 0) {
            return false;
        }
        return !(blueprint.controllers() > 1 ? OF_ONE_CONTROLLER : OF_MANY_CONTROLLERS).contains(kind);
    }

    private static void draw(FaultKind kind, Chance chance, Blueprint blueprint, List<Fault> faults) {
        long meanPause = chance.nanosBetween(300 * SECOND, 5400 * SECOND);
        long at = chance.nanosBetween(0, 2 * meanPause);
        for (int n = 0; n < MOST_OF_A_KIND && at < blueprint.chaosNanos(); n++) {
            long lasts = Math.min(lasts(kind, chance), blueprint.chaosNanos() - at);
            faults.add(new Fault(kind, at, lasts, chance.between(0, 9999), size(kind, chance)));
            at += chance.nanosBetween(SECOND, 2 * meanPause);
        }
    }

    private static long lasts(FaultKind kind, Chance chance) {
        return switch (kind) {
            case WALL_CLOCK_STEP, SERVER_EDITED, SERVER_EMPTIED, ORDER_CLEAR, ORDER_RELEASE, ORDER_FAILBACK -> 0;
            case CRASH, CRASH_AT_EVENT, POWER_LOSS, POWER_LOSS_AT_EVENT, RESTART ->
                chance.nanosBetween(SECOND / 10, chance.percent(80) ? 30 * SECOND : 1200 * SECOND);
            case PAUSE, SUSPENSION -> upTo(Duration.ofHours(1), chance);
            case TAKE_OVER -> upTo(Duration.ofMinutes(20), chance);
            default -> upTo(Duration.ofMinutes(40), chance);
        };
    }

    /** Short ones are more common, long ones are not rare. */
    private static long upTo(Duration most, Chance chance) {
        long limit = chance.nanosBetween(SECOND, most.toNanos());
        return chance.percent(50)
                ? chance.nanosBetween(SECOND, limit)
                : chance.nanosBetween(SECOND, limit / 10 + SECOND);
    }

    private static int size(FaultKind kind, Chance chance) {
        return switch (kind) {
            case REPORTS_LOST, REPORTS_DOUBLED, REPORTS_LATE, MAIL_GREYLISTED -> chance.between(5, 100);
            case SERVER_DOWN -> 100;
            case SERVER_LIMITED,
                    SERVER_FAILING,
                    SERVER_DEAF,
                    SERVER_MUTE,
                    SERVER_LATE,
                    SERVER_STALE,
                    SERVER_EMPTY,
                    DISK_ERRORS,
                    DISK_FULL -> chance.of(List.of(10, 30, 60, 100));
            case CRASH_AT_EVENT, POWER_LOSS_AT_EVENT -> chance.between(1, 400);
            default -> chance.between(0, 9999);
        };
    }
}
