package io.dnsfailover.dns.alias;

import io.dnsfailover.dns.internal.DnsScheduler;
import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.dns.internal.SetOnce;
import io.dnsfailover.dns.internal.SocketText;
import io.dnsfailover.dns.internal.lookup.AnswerReader;
import io.dnsfailover.dns.internal.lookup.Families;
import io.dnsfailover.model.AddressPolicy;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ResolverConfig;

/**
 * The settings of an {@link AliasResolver}. Defaults: the resolvers of the system; addresses of both families; public addresses only;
 * a timeout of 5 s; a floor of 10 s and a ceiling of 1 h; addresses are kept without end; 50 names a second; the clocks of the machine and
 * threads of its own. Each can be set once, but for resolvers and networks, which add up. For one thread.
 */
public final class AliasResolverBuilder {
    /** The deadline over a lookup if nothing else is set. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** The shortest life of a lookup if nothing else is set. */
    public static final Duration DEFAULT_FLOOR = Duration.ofSeconds(10);

    /** The longest life of a lookup if nothing else is set. */
    public static final Duration DEFAULT_CEILING = Duration.ofHours(1);

    /** How many names are looked up in a second if nothing else is set. */
    public static final int DEFAULT_PER_SECOND = 50;

    private static final int MAX_PER_SECOND = 10_000;
    private static final int MAX_ALIASES = 8;
    private static final int MAX_ADDRESSES = 16;
    private static final int MAX_OCTETS = 16 * 1024;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);

    private final List<InetSocketAddress> servers = new ArrayList<>();
    private final Set<RecordType> families = EnumSet.noneOf(RecordType.class);
    private AddressPolicy addresses = AddressPolicy.publicOnly();
    private @Nullable Duration timeout;
    private @Nullable Duration floor;
    private @Nullable Duration ceiling;
    private @Nullable Duration keepFor;
    private @Nullable Integer perSecond;
    private @Nullable TimeSource time;
    private @Nullable Scheduler scheduler;

    AliasResolverBuilder() {}

    /** What a resolver is made with, beside whom it asks. */
    record Settings(AliasLimits limits, int perSecond, TimeSource time, Scheduler scheduler, boolean ownsScheduler) {}

    /**
     * One more recursive resolver. They are asked in the order in which they are given, each when the one before it said nothing
     * about the name.
     *
     * @param resolver its address and port
     * @return this
     * @throws IllegalArgumentException when the address is not resolved
     */
    public AliasResolverBuilder server(InetSocketAddress resolver) {
        servers.add(SocketText.resolved("resolver", resolver));
        return this;
    }

    /**
     * Asks for addresses of these families only, and publishes no others.
     *
     * @param types {@link RecordType#A}, {@link RecordType#AAAA} or both
     * @return this
     * @throws IllegalArgumentException when there is none, or another type
     */
    public AliasResolverBuilder families(RecordType... types) {
        SetOnce.check(families.isEmpty() ? null : families, "families");
        families.addAll(Families.of(types));
        return this;
    }

    /**
     * Allows addresses that names lead to, besides public ones: whoever holds such a name could else have any address published.
     *
     * @param networks addresses, or networks such as {@code 10.0.0.0/8}
     * @return this
     * @throws IllegalArgumentException when one of them is neither; the message names the rule
     * @see AddressPolicy
     */
    public AliasResolverBuilder allow(String... networks) {
        for (String network : networks) {
            addresses = addresses.allow(network);
        }
        return this;
    }

    /**
     * The deadline over one lookup: both families, from all resolvers.
     *
     * @param limit 100 ms to 1 min
     * @return this
     * @throws IllegalArgumentException when it is out of range
     */
    public AliasResolverBuilder timeout(Duration limit) {
        SetOnce.check(timeout, "timeout");
        timeout = within("timeout", limit, MIN_TIMEOUT, MAX_TIMEOUT);
        return this;
    }

    /**
     * The shortest life of a lookup, whatever TTL it has: a name that says 0 is asked for no more often. Also the shortest TTL that
     * addresses are published with.
     *
     * @param shortest 1 s to 7 days, in whole seconds; not over the ceiling
     * @return this
     * @throws IllegalArgumentException when it is out of range
     */
    public AliasResolverBuilder floor(Duration shortest) {
        SetOnce.check(floor, "floor");
        floor = wholeSeconds("floor", shortest);
        return this;
    }

    /**
     * The longest life of a lookup, whatever TTL it has.
     *
     * @param longest 1 s to 7 days, in whole seconds; not under the floor
     * @return this
     * @throws IllegalArgumentException when it is out of range
     */
    public AliasResolverBuilder ceiling(Duration longest) {
        SetOnce.check(ceiling, "ceiling");
        ceiling = wholeSeconds("ceiling", longest);
        return this;
    }

    /**
     * How long addresses are used after their name last resolved to any. When it is over they count as unknown: nothing is published
     * for them, what is published stays, and an answerer says SERVFAIL.
     *
     * @param limit at least 1 s
     * @return this
     * @throws IllegalArgumentException when it is shorter
     */
    public AliasResolverBuilder keepLastGood(Duration limit) {
        SetOnce.check(keepFor, "keepLastGood");
        keepFor = within("keepLastGood", limit, Duration.ofSeconds(1), Duration.ofDays(36_500));
        return this;
    }

    /**
     * How many names are looked up in a second; each is a question for each family.
     *
     * @param rate 1 to 10,000
     * @return this
     * @throws IllegalArgumentException when it is out of range
     */
    public AliasResolverBuilder perSecond(int rate) {
        SetOnce.check(perSecond, "perSecond");
        if (rate < 1 || rate > MAX_PER_SECOND) {
            throw new IllegalArgumentException("perSecond must be 1 to " + MAX_PER_SECOND + ", not " + rate);
        }
        perSecond = rate;
        return this;
    }

    /**
     * The clocks, for tests. Deadlines on the network go by those of the machine in any case.
     *
     * @param clocks the clocks
     * @return this
     */
    public AliasResolverBuilder time(TimeSource clocks) {
        SetOnce.check(time, "time");
        time = clocks;
        return this;
    }

    /**
     * Timers and threads, for tests. One that is given is not closed with the resolver.
     *
     * @param timers the scheduler
     * @return this
     */
    public AliasResolverBuilder scheduler(Scheduler timers) {
        SetOnce.check(scheduler, "scheduler");
        scheduler = timers;
        return this;
    }

    /**
     * Builds the resolver, and starts its threads. Asks nothing yet.
     *
     * @return the resolver
     * @throws IllegalArgumentException when the floor lies over the ceiling
     */
    public AliasResolver build() {
        Duration limit = timeout == null ? DEFAULT_TIMEOUT : timeout;
        Set<RecordType> asked =
                families.isEmpty() ? EnumSet.of(RecordType.A, RecordType.AAAA) : EnumSet.copyOf(families);
        List<InetSocketAddress> resolvers =
                servers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : servers;
        AnswerReader reader = new AnswerReader(MAX_ALIASES, MAX_ADDRESSES, addresses);
        return over(new RecursiveResolvers(resolvers, asked, reader, limit, MAX_OCTETS));
    }

    /** The resolver over somebody else to ask. */
    AliasResolver over(Upstream upstream) {
        Duration shortest = floor == null ? DEFAULT_FLOOR : floor;
        Duration longest = ceiling == null ? DEFAULT_CEILING : ceiling;
        if (shortest.compareTo(longest) > 0) {
            throw new IllegalArgumentException("floor (" + DurationText.of(shortest)
                    + ") must not be over the ceiling (" + DurationText.of(longest) + ")");
        }
        return new AliasResolver(
                upstream,
                new Settings(
                        new AliasLimits(shortest, longest, keepFor),
                        perSecond == null ? DEFAULT_PER_SECOND : perSecond,
                        time == null ? new DnsThreads.Clocks() : time,
                        scheduler == null ? new DnsScheduler("failover-alias") : scheduler,
                        scheduler == null));
    }

    private static Duration wholeSeconds(String property, Duration value) {
        Duration inRange = within(property, value, Duration.ofSeconds(1), Duration.ofSeconds(Ttl.MAX_SECONDS));
        if (inRange.toNanosPart() != 0) {
            throw new IllegalArgumentException(property + " must be in whole seconds, not " + value);
        }
        return inRange;
    }

    private static Duration within(String property, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(property + " must be " + DurationText.of(least) + " to "
                    + DurationText.of(most) + ", not " + DurationText.of(value));
        }
        return value;
    }
}
