package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.dns.alias.AliasResolver;
import io.dnsfailover.dns.alias.AliasResolverBuilder;
import io.dnsfailover.model.RecordType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the targets of ANAME records are resolved.
 *
 * @param resolvers whom to ask; empty for those of the system
 * @param families the families that are asked for and published
 * @param times how long things take and live
 * @param perSecond how many names are looked up in a second
 * @param allow networks that targets may lead to, besides public ones
 */
public record AnameSettings(
        List<InetSocketAddress> resolvers, List<RecordType> families, Times times, int perSecond, List<String> allow) {
    /** The library's defaults. */
    static final AnameSettings DEFAULT = new AnameSettings(
            List.of(),
            List.of(RecordType.A, RecordType.AAAA),
            Times.DEFAULT,
            AliasResolverBuilder.DEFAULT_PER_SECOND,
            List.of());

    /** Copies the lists. */
    public AnameSettings {
        resolvers = List.copyOf(resolvers);
        families = List.copyOf(families);
        allow = List.copyOf(allow);
    }

    /**
     * How long things take and live.
     *
     * @param timeout the deadline over a lookup
     * @param floor the shortest life of a lookup
     * @param ceiling the longest
     * @param keepLastGood how long addresses are used after the last good lookup; null for without end
     */
    public record Times(
            Duration timeout,
            Duration floor,
            Duration ceiling,
            @Nullable Duration keepLastGood) {
        static final Times DEFAULT = new Times(
                AliasResolverBuilder.DEFAULT_TIMEOUT,
                AliasResolverBuilder.DEFAULT_FLOOR,
                AliasResolverBuilder.DEFAULT_CEILING,
                null);
    }

    /**
     * Makes the resolver. Asks nothing yet.
     *
     * @return the resolver
     */
    public AliasResolver resolver() {
        AliasResolverBuilder builder = AliasResolver.builder()
                .families(families.toArray(RecordType[]::new))
                .timeout(times.timeout)
                .floor(times.floor)
                .ceiling(times.ceiling)
                .perSecond(perSecond)
                .allow(allow.toArray(String[]::new));
        resolvers.forEach(builder::server);
        if (times.keepLastGood != null) {
            builder.keepLastGood(times.keepLastGood);
        }
        return builder.build();
    }
}
