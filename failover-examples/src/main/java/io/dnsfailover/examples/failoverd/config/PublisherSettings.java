package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.spi.DnsPublisher;
import java.time.Duration;

/** Where each change is published. */
public sealed interface PublisherSettings permits PublisherSettings.Direct, PrimarySettings {
    /**
     * How it is written to, whatever kind it is.
     *
     * @param owner whose the record sets are, as written into their marks
     * @param timeout the deadline over each call
     * @param maxBatch how many changes go out at once
     */
    record Writing(String owner, Duration timeout, int maxBatch) {}

    /** A publisher that needs nothing beside it. */
    sealed interface Direct extends PublisherSettings permits Rfc2136Settings, PowerDnsSettings, FileSettings {
        /**
         * Makes the publisher. Sends nothing yet.
         *
         * @return the publisher
         * @throws IllegalArgumentException when a property is wrong; the message names every such property
         */
        DnsPublisher publisher();

        @Override
        default void check() {
            publisher().close();
        }
    }

    /**
     * Finds what is wrong. Sends nothing, and touches nothing.
     *
     * @throws IllegalArgumentException when a property is wrong; the message names every such property
     */
    void check();
}
