package io.dnsfailover.probes.internal;

import java.net.InetAddress;

/** What one kind of check does with an address. All methods run on the loop. */
interface Conversation {
    /** Makes one conversation for each check. */
    @FunctionalInterface
    interface Kind {
        /** A conversation that reports to the check; opens nothing yet. */
        Conversation with(Check check);
    }

    /**
     * Starts talking. What is thrown here is a broken probe; trouble with the endpoint goes to {@link Check#end}.
     *
     * @param address where to, and nowhere else
     */
    void start(InetAddress address);

    /** What it means that the deadline came now. */
    Finding late();

    /** How long threads other than the loop, on which this conversation depends, were held up so far; nanoseconds. */
    long heldUpNanos();

    /** Closes whatever is open, at once; later calls do nothing. */
    void free();
}
