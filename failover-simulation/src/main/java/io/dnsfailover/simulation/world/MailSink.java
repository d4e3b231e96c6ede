package io.dnsfailover.simulation.world;

import io.dnsfailover.simulation.time.Chance;
import io.dnsfailover.spi.Delivery;

/** The mail server that everybody's mails go to. */
public final class MailSink {
    private static final long NORMAL_NANOS = 30_000_000;

    private final Chance chance;
    private final Witness witness;
    private int outages;
    private int greyPercent;
    private long slowNanos;

    MailSink(Chance chance, Witness witness) {
        this.chance = chance;
        this.witness = witness;
    }

    /** The server is out, or back. */
    public void out(boolean out) {
        outages += out ? 1 : -1;
    }

    /** How many of a hundred mails are turned away at the first attempt, more or less than before. */
    public void greylists(int percent) {
        greyPercent += percent;
    }

    /** How much longer each mail takes, more or less than before. */
    public void slows(long nanos) {
        slowNanos += nanos;
    }

    long takesNanos() {
        return NORMAL_NANOS + slowNanos;
    }

    boolean take(Life life, Delivery delivery) {
        boolean taken = outages == 0
                && !life.controller().isCutOff()
                && !(delivery.attempt() == 1 && chance.percent(greyPercent));
        witness.mailed(life, delivery, taken);
        return taken;
    }
}
