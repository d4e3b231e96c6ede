package io.dnsfailover.dns.alias;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows the addresses of the names that ANAME records point at: asks recursive resolvers, keeps asking before what it knows runs
 * out, and tells who uses them when they change.
 *
 * <pre>{@code
 * AliasResolver aliases = AliasResolver.builder().build();
 * aliases.follow(policies);
 * Failover failover = Failover.builder()
 *         .policies(policies)
 *         .publisher(AliasPublisher.around(bind, aliases))
 *         ...
 *         .start();
 * Answerer answerer = Answerer.over(AliasDirectory.over(failover, aliases)).build();
 * }</pre>
 *
 * <p><b>What is believed.</b> Addresses of either family, behind at most 8 aliases; of those only what {@link
 * io.dnsfailover.model.AddressPolicy} allows, and of these at most 16. A name that answers SERVFAIL, NXDOMAIN, with nothing, with
 * what is malformed or not allowed, or not at all, keeps the addresses that it had, by default without end; {@link #statuses} and the
 * log say so. One family that is missing while the other is there is believed at the third time in a row.
 *
 * <p><b>Times.</b> A lookup counts for as long as its TTL says, but at least for the floor and at most for the ceiling, and is made
 * anew when nine tenths of that are over; after a failure when the floor is over, then after twice as long, up to a minute or the floor
 * if that is longer. Addresses are given the longest TTL that they were seen with, because resolvers answer from caches, and
 * never more than the ANAME's.
 *
 * <p><b>Threads.</b> Safe for any number of them. Has one for timers and up to four that ask, however many names there are. A
 * {@link #close()} ends them.
 */
public final class AliasResolver implements AutoCloseable {
    private final AliasLimits limits;
    private final TimeSource time;
    private final Scheduler scheduler;
    private final boolean ownsScheduler;
    private final Lookups lookups;
    private final Refresher refresher;
    private final Map<DnsName, Alias> aliases = new ConcurrentHashMap<>();
    private final IdentityHashMap<Object, Set<DnsName>> holds = new IdentityHashMap<>(); // guarded by this
    private final List<Consumer<DnsName>> listeners = new CopyOnWriteArrayList<>();
    /** The names that each record may point at, the preferred one first; null until somebody says. */
    private volatile @Nullable Map<RecordSetKey, List<DnsName>> followed;

    AliasResolver(Upstream upstream, AliasResolverBuilder.Settings settings) {
        this.limits = settings.limits();
        this.time = settings.time();
        this.scheduler = settings.scheduler();
        this.ownsScheduler = settings.ownsScheduler();
        this.lookups = new Lookups(upstream, limits, time);
        this.refresher = new Refresher(scheduler, time, settings.perSecond(), this::refresh);
    }

    /**
     * Begins a resolver.
     *
     * @return a builder that states the defaults
     */
    public static AliasResolverBuilder builder() {
        return new AliasResolverBuilder();
    }

    /**
     * Says which policies are running: the names that their ANAME records may ever point at are then resolved before they are needed, so
     * that a failover waits for no lookup, and what a name server holds after a restart can be told from them. Replaces what was
     * said before; call it at every change of the policies. Without it, names are resolved from their first use on.
     *
     * @param policies all policies; those of other types than ANAME do not matter
     */
    public void follow(Collection<FailoverPolicy> policies) {
        Map<RecordSetKey, List<DnsName>> names = new HashMap<>();
        for (FailoverPolicy policy : policies) {
            if (policy.record().type() == RecordType.ANAME) {
                names.put(policy.record(), targets(policy));
            }
        }
        followed = Map.copyOf(names);
        hold(this, names.values().stream().flatMap(List::stream).toList());
    }

    private static List<DnsName> targets(FailoverPolicy policy) {
        Set<DnsName> names = new LinkedHashSet<>();
        List<Target> targets = new ArrayList<>();
        policy.endpoints().stream().map(Endpoint::target).forEach(targets::add);
        if (policy.allDown() instanceof AllDown.LastResort resort) {
            targets.add(resort.target());
        }
        for (Target target : targets) {
            if (target instanceof Target.Name name) {
                names.add(name.name());
            }
        }
        return List.copyOf(names);
    }

    /**
     * The addresses that a name has for whoever publishes it, so that checks go where clients go. Fits
     * {@code NetworkProberBuilder.lookup} of the probes. What is known is told at once, however old it is; else this thread asks.
     *
     * @param name any name
     * @return at least one address, IPv4 first, each allowed
     * @throws UnknownHostException when none is known; also when the thread is interrupted, which stays set
     */
    public List<InetAddress> addresses(DnsName name) throws UnknownHostException {
        List<InetAddress> all = new ArrayList<>();
        try {
            Resolved resolved = resolve(name);
            for (Family family : List.of(resolved.a(), resolved.aaaa())) {
                for (String address : family.addresses()) {
                    all.add(((Target.Address) Target.parse(address)).address());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (all.isEmpty()) {
            throw new UnknownHostException(name + " has no address that is known and allowed");
        }
        return Collections.unmodifiableList(all);
    }

    /**
     * Tells whether a name is kept resolved, because an ANAME points at it or may do so.
     *
     * @param name any name
     * @return true when {@link #addresses} are those that are published
     */
    public boolean follows(DnsName name) {
        return aliases.containsKey(name);
    }

    /**
     * How the names stand that are kept resolved.
     *
     * @return a snapshot, in the order of the names
     */
    public List<AliasStatus> statuses() {
        return new TreeSet<>(aliases.keySet())
                .stream()
                        .map(aliases::get)
                        .filter(alias -> alias != null)
                        .map(alias -> alias.status(time.nanoTime()))
                        .toList();
    }

    /** What is known of a name, or what is found now, on this thread. */
    Resolved resolve(DnsName name) throws InterruptedException {
        Resolved known = known(name);
        if (known.hasAddresses()) {
            return known;
        }
        Lookup found = lookups.get(name);
        Alias alias = aliases.get(name);
        if (alias == null) {
            return known.after(found);
        }
        if (found.hasAddresses()) { // what fails is counted where it is asked for again
            take(alias, found);
        }
        return alias.now();
    }

    /** Resolves everything that a record set points at; what fails is unknown. */
    Flattened flatten(RecordSet aname) throws InterruptedException {
        List<Resolved> targets = new ArrayList<>();
        for (DnsName name : names(aname)) {
            targets.add(resolve(name));
        }
        return Flattened.of(aname, targets);
    }

    /** The same of what is known already; never waits. */
    Flattened known(RecordSet aname) {
        return Flattened.of(aname, names(aname).stream().map(this::known).toList());
    }

    private Resolved known(DnsName name) {
        Alias alias = aliases.get(name);
        return alias == null ? Resolved.UNKNOWN : alias.now();
    }

    static List<DnsName> names(RecordSet aname) {
        return aname.rdata().stream().map(DnsName::of).toList();
    }

    /** The names that a record may point at; empty when nobody said. */
    List<DnsName> candidates(RecordSetKey key) {
        Map<RecordSetKey, List<DnsName>> all = followed;
        return all == null ? List.of() : all.getOrDefault(key, List.of());
    }

    /** Whether a record is still somebody's: until anybody says which are, all are. */
    boolean isFollowed(RecordSetKey key) {
        Map<RecordSetKey, List<DnsName>> all = followed;
        return all == null || all.containsKey(key);
    }

    /**
     * Keeps names resolved for somebody, in place of those that he held before.
     *
     * @return the names as they stand, in no order
     */
    synchronized List<Alias> hold(Object holder, Collection<DnsName> names) {
        Set<DnsName> wanted = Set.copyOf(names);
        Set<DnsName> before = wanted.isEmpty() ? holds.remove(holder) : holds.put(holder, wanted);
        List<Alias> held = new ArrayList<>();
        for (DnsName name : wanted) {
            Alias alias = aliases.get(name);
            if (alias == null) {
                alias = new Alias(name, limits);
                aliases.put(name, alias);
                refresher.due(alias, Duration.ZERO);
            }
            if (before == null || !before.contains(name)) {
                alias.held(1);
            }
            held.add(alias);
        }
        for (DnsName name : before == null ? Set.<DnsName>of() : before) {
            Alias alias = aliases.get(name);
            if (alias != null && !wanted.contains(name) && alias.held(-1) == 0) {
                aliases.remove(name);
            }
        }
        return held;
    }

    /** Tells when something changes that is known of a held name, on the thread that found it out. */
    void listen(Consumer<DnsName> listener) {
        listeners.add(listener);
    }

    void ignore(Consumer<DnsName> listener) {
        listeners.remove(listener);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    TimeSource time() {
        return time;
    }

    /** On a worker; ends with the last holder of the name. */
    private void refresh(Alias alias) {
        if (aliases.get(alias.name()) != alias) {
            return;
        }
        try {
            Lookup found = lookups.renew(alias.name());
            take(alias, found);
            refresher.due(alias, alias.askAgainAfter(found));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is being closed
        }
    }

    private void take(Alias alias, Lookup found) {
        if (alias.take(found, time.nanoTime())) {
            listeners.forEach(listener -> listener.accept(alias.name()));
        }
    }

    /** Ends the threads. Publishers and directories go on with what was known last. Idempotent. */
    @Override
    public void close() {
        if (ownsScheduler) {
            scheduler.close();
        }
    }
}
