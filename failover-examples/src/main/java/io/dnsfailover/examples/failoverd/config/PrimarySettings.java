package io.dnsfailover.examples.failoverd.config;

import com.google.common.hash.HashCode;
import io.dnsfailover.dns.primary.HiddenPrimary;
import io.dnsfailover.dns.primary.HiddenPrimaryBuilder;
import io.dnsfailover.dns.primary.PrimaryZone;
import io.dnsfailover.dns.primary.Secondary;
import io.dnsfailover.model.DnsName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hidden primary.
 *
 * @param listen where it listens; at least one address
 * @param zones what it holds to begin with
 * @param secondaries who may ask, and is told
 * @param stateFile what carries it over a restart; null for nothing
 * @param limits its bounds
 * @param owner whose the record sets are, as written into their marks
 */
public record PrimarySettings(
        List<InetSocketAddress> listen,
        List<ZoneFile> zones,
        List<SecondarySettings> secondaries,
        @Nullable Path stateFile,
        Limits limits,
        String owner)
        implements PublisherSettings {
    /**
     * A zone file, as it was when the configuration was read.
     *
     * @param zone the name of the zone
     * @param file the file
     * @param content what tells it from another version of it
     */
    public record ZoneFile(DnsName zone, Path file, HashCode content) {
        PrimaryZone read() throws IOException {
            return PrimaryZone.read(zone.toString(), file);
        }
    }

    /**
     * A secondary.
     *
     * @param told where it is told; null for never
     * @param from the networks that it asks from, beside that address
     * @param key by what it is known; null for its address alone
     */
    public record SecondarySettings(
            @Nullable InetSocketAddress told,
            List<String> from,
            @Nullable KeySettings key) {
        Secondary secondary() {
            Secondary secondary = told == null ? Secondary.in(from.get(0)) : Secondary.at(told);
            for (String network : from) {
                secondary = secondary.from(network);
            }
            return key == null ? secondary : secondary.key(key.key());
        }
    }

    /**
     * Its bounds.
     *
     * @param maxTransfers the most transfers at a time
     * @param transferTimeout how long one may take
     * @param idleTimeout how long one may make no progress
     */
    public record Limits(int maxTransfers, Duration transferTimeout, Duration idleTimeout) {}

    private HiddenPrimaryBuilder builder() {
        HiddenPrimaryBuilder builder = HiddenPrimary.on(listen.get(0));
        listen.subList(1, listen.size()).forEach(builder::alsoOn);
        secondaries.forEach(secondary -> builder.secondary(secondary.secondary()));
        if (stateFile != null) {
            builder.stateFile(stateFile);
        }
        return builder.owner(owner)
                .maxTransfers(limits.maxTransfers())
                .transferTimeout(limits.transferTimeout())
                .idleTimeout(limits.idleTimeout());
    }

    private HiddenPrimaryBuilder withZones() throws IOException {
        HiddenPrimaryBuilder builder = builder();
        for (ZoneFile zone : zones) {
            builder.zone(zone.read());
        }
        return builder;
    }

    @Override
    public void check() {
        try {
            withZones().check();
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Reads the zones, listens, and tells the secondaries.
     *
     * @return the running primary
     * @throws IOException when it cannot listen, or a file cannot be read
     */
    public HiddenPrimary start() throws IOException {
        return withZones().start();
    }
}
