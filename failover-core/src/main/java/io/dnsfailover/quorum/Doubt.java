package io.dnsfailover.quorum;

/**
 * When a location may itself be what failed: it sees unrelated networks fail together, or cannot reach what always answers. A
 * location in doubt abstains. The rule knows nothing of other locations, so that all of them being cut off at once is doubt too,
 * and not the end of every endpoint.
 *
 * <ul>
 *   <li>Most of the control targets fail: the location is in doubt.
 *   <li>Else, most of the control targets answer, from two networks at least: it is trusted, whatever else fails. A host that
 *       wants to act when everything that it watches is down says in this way how it knows that it is not itself cut off.
 *   <li>Else, of the networks that answered from here before, at least {@code minimum} and at least {@code share} fail together: the
 *       location is in doubt.
 * </ul>
 *
 * <p>A network is what an outage at one place takes away as a whole: the targets in one {@link
 * io.dnsfailover.model.Target#network()}. Below the minimum there is no doubt, so that a host with two endpoints fails over like
 * any other; with three or four networks it takes all of them; and a site that holds half of everything may die.
 *
 * @param share percent of the networks, 51 to 100
 * @param minimum how many networks at least, 2 to 1,000,000
 */
public record Doubt(int share, int minimum) {
    /** Four of five networks, three at least. */
    public static final Doubt DEFAULT = new Doubt(80, 3);

    private static final int MAX_MINIMUM = 1_000_000;
    private static final int NETWORKS_THAT_VOUCH = 2;

    /** Why a location is in doubt. */
    public enum Cause {
        /** It is not. */
        NONE,
        /** Unrelated networks fail together. */
        NETWORKS,
        /** Most of its control targets fail. */
        CONTROLS
    }

    /**
     * What a location sees of the networks that it watches.
     *
     * @param failing networks that answered before and do not now; those that have been failing for long, while others answered, are
     *     not counted
     * @param answering networks in which something answered last
     */
    public record Networks(int failing, int answering) {}

    /**
     * What a location sees of its control targets.
     *
     * @param all how many it has
     * @param failing how many failed their last check
     * @param answering how many passed their last check, a short time ago
     * @param answeringNetworks in how many networks those are
     */
    public record Controls(int all, int failing, int answering, int answeringNetworks) {
        /** A location without control targets. */
        public static final Controls NONE = new Controls(0, 0, 0, 0);
    }

    /** Checks the ranges. */
    public Doubt {
        if (share < 51 || share > 100) {
            throw new IllegalArgumentException("a doubt has a share of 51 to 100 percent, not " + share);
        }
        if (minimum < 2 || minimum > MAX_MINIMUM) {
            throw new IllegalArgumentException("a doubt has a minimum of 2 to 1000000 networks, not " + minimum);
        }
    }

    /**
     * Judges a location.
     *
     * @param networks what it sees of the networks
     * @param controls what it sees of its control targets
     * @return why it is in doubt; NONE when it is not
     */
    public Cause judge(Networks networks, Controls controls) {
        if (2 * controls.failing() > controls.all()) {
            return Cause.CONTROLS;
        }
        if (2 * controls.answering() > controls.all() && controls.answeringNetworks() >= NETWORKS_THAT_VOUCH) {
            return Cause.NONE;
        }
        boolean many = networks.failing() >= minimum;
        return many && reaches(share, networks) ? Cause.NETWORKS : Cause.NONE;
    }

    /**
     * Tells whether a location is so well that a doubt can end soon: it is not in doubt, something answers, and less than half of
     * what would bring it there fails.
     *
     * @param networks what it sees of the networks
     * @param controls what it sees of its control targets
     * @return false also for what is between doubt and this
     */
    public boolean isCalm(Networks networks, Controls controls) {
        boolean few = networks.answering() > 0 && !reaches(share / 2, networks);
        return few && judge(networks, controls) == Cause.NONE;
    }

    /**
     * Tells whether a failed check from a location needs a witness: something in another network that the location reached in the
     * meantime. Where it watches fewer networks than the minimum, nobody is asked.
     *
     * @param networks how many networks the location watches, without those that have been failing for long
     * @return true from the minimum on
     */
    public boolean needsWitness(int networks) {
        return networks >= minimum;
    }

    private static boolean reaches(int percent, Networks networks) {
        long all = (long) networks.failing() + networks.answering();
        return networks.failing() > 0 && 100L * networks.failing() >= percent * all;
    }

    /** Such as {@code 80 percent, at least 3 networks}. */
    @Override
    public String toString() {
        return share + " percent, at least " + minimum + " networks";
    }
}
