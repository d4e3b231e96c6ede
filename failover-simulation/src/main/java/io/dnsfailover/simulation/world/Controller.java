package io.dnsfailover.simulation.world;

import io.dnsfailover.simulation.time.SimulatedHost;
import org.jspecify.annotations.Nullable;

/** One machine that can run an engine: its clocks, its disk, and the process that runs on it now. */
public final class Controller {
    private final int number;
    private final SimulatedHost host;
    private final Disk disk;
    private @Nullable Life life;
    private int cuts;
    private boolean meantToRun;

    Controller(int number, SimulatedHost host, Disk disk) {
        this.number = number;
        this.host = host;
        this.disk = disk;
    }

    /** Its number, from 0. */
    public int number() {
        return number;
    }

    /** Its clocks. */
    public SimulatedHost host() {
        return host;
    }

    /** Its disk. */
    public Disk disk() {
        return disk;
    }

    /** The process that runs on it; null when none does. */
    public @Nullable Life life() {
        return life;
    }

    void run(@Nullable Life next) {
        life = next;
    }

    /** It can reach nobody, or can again. */
    public void cutOff(boolean cut) {
        cuts += cut ? 1 : -1;
    }

    /** Whether it can reach nobody. */
    public boolean isCutOff() {
        return cuts > 0;
    }

    /** Whether a process that died here is started again. */
    public boolean isMeantToRun() {
        return meantToRun;
    }

    void meansToRun(boolean runs) {
        meantToRun = runs;
    }
}
