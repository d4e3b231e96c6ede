package io.dnsfailover.examples.failoverd;

import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.dns.primary.HiddenPrimary;
import io.dnsfailover.examples.failoverd.config.Configuration;
import io.dnsfailover.examples.failoverd.config.PrimarySettings;
import io.dnsfailover.examples.failoverd.config.PublisherSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The publishers of a configuration, and the hidden primaries that some of them publish into. */
final class HiddenPrimaries {
    private HiddenPrimaries() {}

    /**
     * Gives all publishers to the builder, in their order.
     *
     * @return the primaries that were started for it, to be closed after what is built
     */
    static List<HiddenPrimary> startAndPublish(Configuration configuration, FailoverBuilder builder)
            throws StartException {
        List<HiddenPrimary> started = new ArrayList<>();
        for (PublisherSettings settings : configuration.publishers()) {
            if (settings instanceof PublisherSettings.Direct direct) {
                builder.publisher(direct.publisher());
            } else if (settings instanceof PrimarySettings primary) {
                started.add(start(primary, started));
                builder.publisher(started.get(started.size() - 1).publisher());
            }
        }
        return started;
    }

    private static HiddenPrimary start(PrimarySettings settings, List<HiddenPrimary> started) throws StartException {
        try {
            return settings.start();
        } catch (IOException | IllegalArgumentException e) {
            started.forEach(HiddenPrimary::close);
            throw new StartException("cannot start the hidden primary (publishers): " + e.getMessage(), e);
        }
    }
}
