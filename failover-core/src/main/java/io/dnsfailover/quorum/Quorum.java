package io.dnsfailover.quorum;

/**
 * How many failure domains must agree. The rule is one number for a number of configured domains; the
 * counting is the same for all rules, see {@link #decide}.
 */
public sealed interface Quorum {
    /**
     * A fixed number of failure domains.
     *
     * @param domains the number, from 1
     */
    record AtLeast(int domains) implements Quorum {
        /** Checks the range. */
        public AtLeast {
            if (domains < 1) {
                throw new IllegalArgumentException("quorum must be at least 1 failure domain, not " + domains);
            }
        }

        @Override
        public int votesNeeded(int configuredDomains) {
            return domains;
        }

        @Override
        public String toString() {
            return "at least " + domains;
        }
    }

    /** More than half of the configured failure domains. */
    record Majority() implements Quorum {
        @Override
        public int votesNeeded(int configuredDomains) {
            return configuredDomains / 2 + 1;
        }

        @Override
        public String toString() {
            return "majority";
        }
    }

    /** Every configured failure domain. */
    record All() implements Quorum {
        @Override
        public int votesNeeded(int configuredDomains) {
            return Math.max(1, configuredDomains);
        }

        @Override
        public String toString() {
            return "all";
        }
    }

    /** Two failure domains where there are two or more, one where there is one. */
    record Standard() implements Quorum {
        @Override
        public int votesNeeded(int configuredDomains) {
            return configuredDomains >= 2 ? 2 : 1;
        }

        @Override
        public String toString() {
            return "standard";
        }
    }

    /**
     * A fixed number of failure domains.
     *
     * @param domains how many must agree, from 1
     * @return the rule
     */
    static Quorum atLeast(int domains) {
        return new AtLeast(domains);
    }

    /**
     * More than half of the configured failure domains.
     *
     * @return the rule
     */
    static Quorum majority() {
        return new Majority();
    }

    /**
     * Every configured failure domain: one that is silent blocks every change.
     *
     * @return the rule
     */
    static Quorum all() {
        return new All();
    }

    /**
     * The default: two failure domains where there are two or more, one where the host has one.
     *
     * @return the rule
     */
    static Quorum standard() {
        return new Standard();
    }

    /**
     * How many failure domains must agree, either way.
     *
     * @param configuredDomains the number of failure domains that the host configured, from 1
     * @return the number of votes, never 0: nobody's votes decide nothing; may be more than there are domains, which no ballot satisfies
     */
    int votesNeeded(int configuredDomains);

    /**
     * Judges a ballot. DOWN when enough domains say so, whatever the others say; else UP when enough say that;
     * else UNDECIDED. Silence and abstention are votes for nothing.
     *
     * @param ballot the votes
     * @return the verdict
     */
    default Verdict decide(Ballot ballot) {
        int needed = votesNeeded(ballot.domains());
        if (ballot.count(Vote.DOWN) >= needed) {
            return Verdict.DOWN;
        }
        return ballot.count(Vote.UP) >= needed ? Verdict.UP : Verdict.UNDECIDED;
    }
}
