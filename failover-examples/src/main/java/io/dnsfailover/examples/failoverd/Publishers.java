package io.dnsfailover.examples.failoverd;

import io.dnsfailover.dns.alias.AliasPublisher;
import io.dnsfailover.dns.alias.AliasResolver;
import io.dnsfailover.dns.primary.HiddenPrimary;
import io.dnsfailover.examples.failoverd.config.Configuration;
import io.dnsfailover.examples.failoverd.config.PrimarySettings;
import io.dnsfailover.examples.failoverd.config.PublisherSettings;
import io.dnsfailover.spi.DnsPublisher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The publishers of a configuration, in its order, and the hidden primaries that some of them publish into.
 *
 * @param all each publisher; the engine closes them
 * @param primaries to be closed after the engine
 */
record Publishers(List<DnsPublisher> all, List<HiddenPrimary> primaries) implements AutoCloseable {
    static Publishers start(Configuration configuration, AliasResolver aliases) throws StartException {
        Publishers started = new Publishers(new ArrayList<>(), new ArrayList<>());
        for (PublisherSettings settings : configuration.publishers()) {
            if (settings instanceof PublisherSettings.Direct direct) {
                started.add(direct.publisher(), aliases);
            } else if (settings instanceof PrimarySettings primary) {
                started.start(primary, aliases);
            }
        }
        return started;
    }

    /** Those that need no server of ours: a hidden primary that starts would tell its secondaries. */
    static Publishers withoutPrimaries(Configuration configuration, AliasResolver aliases) {
        Publishers publishers = new Publishers(new ArrayList<>(), List.of());
        for (PublisherSettings settings : configuration.publishers()) {
            if (settings instanceof PublisherSettings.Direct direct) {
                publishers.add(direct.publisher(), aliases);
            }
        }
        return publishers;
    }

    private void add(DnsPublisher publisher, AliasResolver aliases) {
        all.add(AliasPublisher.around(publisher, aliases));
    }

    private void start(PrimarySettings settings, AliasResolver aliases) throws StartException {
        try {
            HiddenPrimary primary = settings.start();
            primaries.add(primary);
            add(primary.publisher(), aliases);
        } catch (IOException | IllegalArgumentException e) {
            close();
            throw new StartException("cannot start the hidden primary (publishers): " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        all.forEach(DnsPublisher::close);
        primaries.forEach(HiddenPrimary::close);
    }
}
