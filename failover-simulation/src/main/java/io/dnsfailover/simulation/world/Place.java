package io.dnsfailover.simulation.world;

import io.dnsfailover.model.Location;
import io.dnsfailover.simulation.time.Chance;
import io.dnsfailover.simulation.time.Levels;

/** One location, as it truly is: what it can reach, what it says, and the way of its reports to a controller. */
public final class Place {
    /** What ails a location. */
    public enum Ail {
        /** Its checks reach nothing. */
        CUT_OFF,
        /** It has no sockets left: checks are inconclusive. */
        STARVED,
        /** Its checks never end. */
        HANGING,
        /** Its checks throw. */
        THROWING,
        /** It says that everything is down. */
        LYING_DOWN,
        /** It says that everything is up. */
        LYING_UP,
        /** It says anything. */
        LYING_WILDLY,
        /** Its reports do not arrive. */
        MUTE,
        /** What the controller asks does not arrive. */
        DEAF
    }

    private final Location location;
    private final boolean remote;
    private final int number;
    private final Levels<Ail> ails = new Levels<>(Ail.class);
    private final int[] cutFrom;
    private final Chance chance;
    private int lossPercent;
    private int doublePercent;
    private int latePercent;
    private long lateNanos;
    private boolean everLied;
    private boolean everLackedALink;
    private long cutOffSince = Long.MAX_VALUE;

    Place(int number, Location location, boolean remote, int backends, Chance chance) {
        this.number = number;
        this.location = location;
        this.remote = remote;
        this.cutFrom = new int[backends];
        this.chance = chance;
    }

    /** Its number, from 0. */
    public int number() {
        return number;
    }

    /** Its name and failure domain. */
    public Location location() {
        return location;
    }

    /** Whether it is another machine that reports, and not the controller's own. */
    public boolean isRemote() {
        return remote;
    }

    /** Its dice. */
    public Chance chance() {
        return chance;
    }

    /** Something begins to ail it. */
    public void suffers(Ail ail, long nowNanos) {
        ails.add(ail, 1);
        everLied |= ail == Ail.LYING_DOWN || ail == Ail.LYING_UP || ail == Ail.LYING_WILDLY;
        if (ail == Ail.CUT_OFF && cutOffSince == Long.MAX_VALUE) {
            cutOffSince = nowNanos;
        }
    }

    /** It is cured of that. */
    public void recovers(Ail ail) {
        ails.add(ail, -1);
        if (ail == Ail.CUT_OFF && !has(Ail.CUT_OFF)) {
            cutOffSince = Long.MAX_VALUE;
        }
    }

    /** Whether something ails it. */
    public boolean has(Ail ail) {
        return ails.has(ail);
    }

    /** Whether it has ever lied. */
    public boolean everLied() {
        return everLied;
    }

    /** Since when it reaches nothing, in true time; {@link Long#MAX_VALUE} when it does. */
    public long cutOffSinceNanos() {
        return cutOffSince;
    }

    /** The way to one backend is cut, or whole again. */
    public void link(int backend, boolean cut) {
        cutFrom[backend] += cut ? 1 : -1;
        everLackedALink = true;
    }

    /** Whether its packets do not reach a backend. */
    public boolean isCutFrom(int backend) {
        return cutFrom[backend] > 0 || has(Ail.CUT_OFF);
    }

    /** How many of a hundred reports are lost, more or less than before. */
    public void loses(int percent) {
        lossPercent += percent;
    }

    /** How many of a hundred reports arrive twice, more or less than before. */
    public void doubles(int percent) {
        doublePercent += percent;
    }

    /** How many of a hundred reports are late, and up to how late: later ones overtake them. */
    public void delays(int percent, long upToNanos) {
        latePercent += percent;
        lateNanos = upToNanos;
    }

    /** Whether the next report is lost. */
    boolean nextIsLost() {
        return has(Ail.MUTE) || has(Ail.CUT_OFF) || chance.percent(lossPercent);
    }

    /** How often the next report arrives. */
    int copiesOfNext() {
        return chance.percent(doublePercent) ? 2 : 1;
    }

    /** How long the next message is on its way. */
    long nextTakesNanos() {
        long normal = chance.nanosBetween(1_000_000, 80_000_000);
        return latePercent > 0 && chance.percent(latePercent) ? chance.nanosBetween(normal, lateNanos) : normal;
    }

    /** Whether the way to a single backend was ever cut. */
    public boolean everLackedALink() {
        return everLackedALink;
    }
}
