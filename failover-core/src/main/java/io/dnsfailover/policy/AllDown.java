package io.dnsfailover.policy;

import io.dnsfailover.model.Target;

/** What a record holds when no endpoint works. Never nothing. */
public sealed interface AllDown {
    /** What is published stays published. */
    record KeepLast() implements AllDown {
        @Override
        public String toString() {
            return "keep-last";
        }
    }

    /** The primary. */
    record Primary() implements AllDown {
        @Override
        public String toString() {
            return "primary";
        }
    }

    /** All endpoints together; not for types that hold a single name. */
    record All() implements AllDown {
        @Override
        public String toString() {
            return "all";
        }
    }

    /**
     * A fixed target that is not checked, such as a page that says sorry.
     *
     * @param target the target
     */
    record LastResort(Target target) implements AllDown {
        @Override
        public String toString() {
            return "last-resort " + target;
        }
    }

    /**
     * Keep what is published.
     *
     * @return the rule
     */
    static AllDown keepLast() {
        return new KeepLast();
    }

    /**
     * Publish the primary.
     *
     * @return the rule
     */
    static AllDown primary() {
        return new Primary();
    }

    /**
     * Publish all endpoints.
     *
     * @return the rule
     */
    static AllDown all() {
        return new All();
    }

    /**
     * Publish a fixed target.
     *
     * @param target an IP literal, or an absolute name
     * @return the rule
     * @throws IllegalArgumentException when it is neither
     */
    static AllDown lastResort(String target) {
        return new LastResort(Target.parse(target));
    }
}
