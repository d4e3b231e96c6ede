package io.dnsfailover.notify.geo;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Knows where addresses are. Called by whoever makes a report, on its own thread; may read a file, must not ask the network: a
 * report is made while the network is broken.
 */
public interface GeoLocator extends AutoCloseable {
    /**
     * Looks an address up. Safe for several threads at the same time.
     *
     * @param address the address of a router
     * @return where it stands; empty when that is not known, also when the database cannot be read
     */
    Optional<GeoPoint> locate(InetAddress address);

    /** Frees what the locator holds. Idempotent; nothing is located afterwards. */
    @Override
    void close();
}
