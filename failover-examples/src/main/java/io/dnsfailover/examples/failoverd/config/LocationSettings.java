package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.Location;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A place that probes run from.
 *
 * @param location its id and failure domain
 * @param source the address to probe from; null for the one that the system chooses
 */
public record LocationSettings(Location location, @Nullable InetAddress source) {}
