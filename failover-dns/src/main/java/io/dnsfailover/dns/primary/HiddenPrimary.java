package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.listen.DnsListener;
import io.dnsfailover.dns.listen.ListenerCounters;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.spi.DnsPublisher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;

/**
 * The primary of zones that stock name servers serve as secondaries: it holds the zones in memory, tells the secondaries of each change
 * by NOTIFY (RFC 1996), and hands the zones out by full and incremental zone transfer (RFC 5936, RFC 1995), signed with TSIG (RFC 8945).
 * Hidden: no NS record names it, and it answers nobody but the secondaries.
 *
 * <pre>{@code
 * HiddenPrimary primary = HiddenPrimary.on(new InetSocketAddress("192.0.2.53", 53))
 *         .zone(PrimaryZone.read("example.com.", Path.of("/etc/failover/example.com.zone")))
 *         .secondary(Secondary.at(new InetSocketAddress("198.51.100.53", 53)).key(key))
 *         .stateFile(Path.of("/var/lib/failover/primary.state"))
 *         .start();
 * Failover failover = Failover.builder().publisher(primary.publisher())...
 * }</pre>
 *
 * <p><b>What a decision does.</b> The {@link #publisher()} compares and writes under one lock, with the marks that all publishers use
 * (see {@code Rfc2136Publisher}), and returns when the new version of the zone is in the state file and served. A batch of up to 1,000
 * changes is one version, with one serial and one NOTIFY. A change of what another controller's mark protects, or of a zone that is not
 * here, fails and touches nothing.
 *
 * <p><b>Serial.</b> Each version has a serial that is greater than all before it (RFC 1982): one more than the last one, and after a
 * start the seconds of the wall clock or one more than the last one, whichever comes later. With a state file the last one is what the
 * file says, so that it holds over restarts whatever the clock does; without one it is the serial of the zone file, and holds as long as
 * there was less than one version a second on average and the clock was not set back.
 *
 * <p><b>Over a restart</b> the state file carries the record sets that were published, with their marks. Without one the zone begins as it
 * was configured, and the secondaries serve that, until the engine has published again: give a state file where that matters.
 *
 * <p><b>Transfers.</b> Each is of one version, however long it takes and whatever is published meanwhile. A secondary gets the steps since
 * its own serial when the last 1,000 versions reach back to it and the steps are not larger than the zone; otherwise the zone. At most 20
 * transfers at a time by default, others get SERVFAIL and come again; a reader holds 16 KiB and the part of the old version that has
 * changed since. One that takes nothing for 10 s, or more than 5 min in all by default, is cut off.
 *
 * <p><b>Who may ask.</b> The secondaries, from their addresses, signed with their key where they have one; everybody else gets a header
 * that says REFUSED. Beside transfers it answers what a name holds, without wildcards and delegations, since SOA is all that
 * secondaries ask for.
 *
 * <p><b>Threads.</b> Two daemon threads for each listener and one for NOTIFY. Safe for concurrent use.
 */
public final class HiddenPrimary implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HiddenPrimary.class);

    private final Zones zones;
    private final Tally tally;
    private final List<DnsListener> listeners;
    private final NotifyLoop notifier;
    private final String owner;

    private HiddenPrimary(Zones zones, Tally tally, List<DnsListener> listeners, NotifyLoop notifier, String owner) {
        this.zones = zones;
        this.tally = tally;
        this.listeners = List.copyOf(listeners);
        this.notifier = notifier;
        this.owner = owner;
    }

    /**
     * Begins a primary.
     *
     * @param address where it listens, on UDP and TCP, and tells from; port 0 takes a free port
     * @return a builder that states the defaults
     */
    public static HiddenPrimaryBuilder on(InetSocketAddress address) {
        return new HiddenPrimaryBuilder(address);
    }

    static HiddenPrimary start(HiddenPrimaryBuilder settings) throws IOException {
        StateFile stateFile = settings.stateFile() == null ? null : StateFile.open(settings.stateFile());
        List<DnsListener> listeners = new ArrayList<>();
        AtomicReference<@Nullable NotifyLoop> notifier = new AtomicReference<>();
        try {
            Zones zones = Zones.start(
                    settings.zones(),
                    stateFile,
                    DnsThreads.wallClock().instant().getEpochSecond(),
                    apex -> tell(notifier.get(), apex));
            Tally tally = new Tally();
            PrimaryHandler handler = new PrimaryHandler(
                    zones,
                    new Access(settings.secondaries()),
                    tally,
                    settings.maxTransfers(),
                    settings.transferTimeout());
            for (InetSocketAddress address : settings.addresses()) {
                listeners.add(DnsListener.at(address)
                        .streams(handler)
                        .tcpIdle(settings.idleTimeout())
                        .start(handler));
            }
            List<InetSocketAddress> ours =
                    listeners.stream().map(DnsListener::address).toList();
            NotifyLoop loop = NotifyLoop.start(zones, settings.secondaries(), ours, tally);
            notifier.set(loop);
            LOG.info("hidden primary on {} for {}", ours, settings.zones());
            return new HiddenPrimary(zones, tally, listeners, loop, settings.owner());
        } catch (IOException | RuntimeException e) {
            listeners.forEach(DnsListener::close);
            if (stateFile != null) {
                stateFile.close();
            }
            throw e;
        }
    }

    private static void tell(@Nullable NotifyLoop notifier, Name apex) {
        if (notifier != null) {
            notifier.changed(apex);
        }
    }

    /**
     * Where it listens.
     *
     * @return the addresses with the ports that were taken, in the order in which they were given
     */
    public List<InetSocketAddress> addresses() {
        return listeners.stream().map(DnsListener::address).toList();
    }

    /**
     * What publishes decisions into its zones. Can compare ({@code COMPARE_AND_SET}). Its calls wait for nothing but the state file.
     *
     * @return a new publisher; closing it leaves the primary running
     */
    public DnsPublisher publisher() {
        InetSocketAddress address = listeners.get(0).address();
        return new PrimaryPublisher("hidden primary port " + address.getPort(), owner, zones);
    }

    /**
     * The serial that a zone has now.
     *
     * @param zone its apex
     * @return the serial, from 0 to 2^32 - 1
     * @throws IllegalArgumentException when it is not a zone of this primary
     */
    public long serial(DnsName zone) {
        ZoneVersion version = zones.at(ZoneRecords.name(zone));
        if (version == null) {
            throw new IllegalArgumentException(zone + " is not a zone of this primary");
        }
        return version.serial();
    }

    /**
     * What it has done so far.
     *
     * @return a snapshot
     */
    public PrimaryCounters counters() {
        return tally.snapshot();
    }

    /**
     * What its listeners have seen so far.
     *
     * @return a snapshot for each of {@link #addresses()}
     */
    public List<ListenerCounters> listenerCounters() {
        return listeners.stream().map(DnsListener::counters).toList();
    }

    Zones zones() {
        return zones;
    }

    /** Stops telling and answering, and cuts transfers off; within about 2 s. What was published stays in the state file. Idempotent. */
    @Override
    public void close() {
        notifier.close();
        listeners.forEach(DnsListener::close);
        zones.close();
    }
}
