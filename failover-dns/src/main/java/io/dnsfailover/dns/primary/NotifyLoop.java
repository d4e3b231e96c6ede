package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.internal.DnsThreads;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/** Tells the secondaries of changes, on a thread of its own, from the addresses that the primary listens on. */
final class NotifyLoop implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HiddenPrimary.class);
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(900);
    private static final int MAX_REPLY = 4096;

    private final Selector selector;
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final List<Notification> notifications = new ArrayList<>();
    private final SecureRandom random = DnsThreads.unguessable();
    private final ByteBuffer reply = ByteBuffer.allocate(MAX_REPLY);
    private final Tally tally;
    private final Zones zones;
    private final Thread thread;
    private volatile boolean closing;

    private NotifyLoop(Zones zones, List<Secondary> secondaries, List<InetSocketAddress> ours, Tally tally)
            throws IOException {
        this.zones = zones;
        this.tally = tally;
        this.selector = Selector.open();
        try {
            open(secondaries, ours);
        } catch (IOException | RuntimeException e) {
            closeSockets();
            throw e;
        }
        this.thread = DnsThreads.start("dns-notify-" + ours.get(0).getPort(), this);
    }

    /** Begins with telling every secondary of every zone: it may have changed while nobody told. */
    static NotifyLoop start(Zones zones, List<Secondary> secondaries, List<InetSocketAddress> ours, Tally tally)
            throws IOException {
        return new NotifyLoop(zones, secondaries, ours, tally);
    }

    private void open(List<Secondary> secondaries, List<InetSocketAddress> ours) throws IOException {
        Map<InetAddress, DatagramChannel> byAddress = new HashMap<>();
        for (Secondary secondary : secondaries) {
            InetSocketAddress address = secondary.address();
            if (address == null) {
                continue;
            }
            InetAddress from = sourceFor(address.getAddress(), ours);
            DatagramChannel channel = byAddress.get(from);
            if (channel == null) {
                channel = open(from);
                byAddress.put(from, channel);
            }
            for (Name apex : zones.apexes()) {
                notifications.add(new Notification(apex, address, secondary.key(), channel));
            }
        }
    }

    private DatagramChannel open(InetAddress from) throws IOException {
        DatagramChannel channel = from instanceof Inet4Address
                ? DatagramChannel.open(StandardProtocolFamily.INET)
                : DatagramChannel.open();
        channels.add(channel);
        channel.bind(new InetSocketAddress(from, 0));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    /** The address of ours by which a secondary knows us; null when we have none of its family. */
    static @Nullable InetAddress source(InetAddress secondary, List<InetSocketAddress> ours) {
        for (InetSocketAddress address : ours) {
            boolean dual = address.getAddress().isAnyLocalAddress() && !(address.getAddress() instanceof Inet4Address);
            if (dual || address.getAddress().getClass() == secondary.getClass()) {
                return address.getAddress();
            }
        }
        return null;
    }

    private static InetAddress sourceFor(InetAddress secondary, List<InetSocketAddress> ours) throws IOException {
        InetAddress source = source(secondary, ours);
        if (source == null) {
            throw new IOException("no address of the primary is of the family of its secondary " + secondary);
        }
        return source;
    }

    /** A zone has a new version. From any thread. */
    void changed(Name apex) {
        for (Notification notification : notifications) {
            if (notification.apex().equals(apex)) {
                notification.changed();
            }
        }
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (!closing) {
                turn();
            }
        } finally {
            closeSockets();
        }
    }

    private void turn() {
        try {
            long now = DnsThreads.nanoTime();
            long wait = Duration.ofMinutes(1).toNanos();
            for (Notification notification : notifications) {
                notification.look(now);
                if (notification.isDue(now)) {
                    send(notification, now);
                }
                wait = Math.min(wait, notification.nanosToNext(now));
            }
            // Rounded up: a wait of less than a millisecond would be none, or for ever.
            selector.select(this::receive, Duration.ofNanos(wait).toMillis() + 1);
        } catch (ClosedSelectorException e) {
            closing = true;
        } catch (IOException | RuntimeException | Error e) {
            LOG.warn("The secondaries cannot be told for a moment: {}", e.toString());
            DnsThreads.breathe();
        }
    }

    private void send(Notification notification, long now) {
        ZoneVersion zone = zones.at(notification.apex());
        if (zone == null) {
            return;
        }
        try {
            tally.notified.increment();
            notification.send(zone, random.nextInt(1 << 16), random.nextDouble(), now);
        } catch (IOException e) {
            // Not to be reached just now: the next attempt is due already.
            LOG.debug("{} cannot be told of {}: {}", notification.address(), notification.apex(), e.toString());
        }
    }

    private void receive(SelectionKey selected) {
        try {
            DatagramChannel channel = (DatagramChannel) selected.channel();
            reply.clear();
            SocketAddress from = channel.receive(reply);
            if (from != null) {
                reply.flip();
                byte[] wire = new byte[reply.remaining()];
                reply.get(wire);
                take(channel, from, wire);
            }
        } catch (IOException e) {
            // A port that is closed, told by ICMP: no acknowledgement, and so the next attempt follows.
            LOG.trace("while a reply was waited for", e);
        }
    }

    private void take(DatagramChannel channel, SocketAddress from, byte[] wire) {
        List<Notification> candidates = notifications.stream()
                .filter(each -> each.channel() == channel && each.address().equals(from))
                .toList();
        Message message = candidates.isEmpty() ? null : parse(wire);
        if (message == null) {
            return;
        }
        for (Notification notification : candidates) {
            if (notification.take(message, wire, DnsThreads.nanoTime())) {
                tally.acknowledged.increment();
                return;
            }
            String refusal = notification.takeRefusal();
            if (refusal != null) {
                LOG.warn(
                        "{} does not want to hear of {}: {}; it is told again later",
                        notification.address(),
                        notification.apex(),
                        refusal);
                return;
            }
        }
    }

    private static @Nullable Message parse(byte[] wire) {
        try {
            return new Message(wire);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private void closeSockets() {
        for (DatagramChannel channel : channels) {
            closeQuietly(channel);
        }
        closeQuietly(selector);
    }

    private static void closeQuietly(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception e) {
            // There is nothing left to do with it.
        }
    }

    /** Ends the thread, within a second. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        DnsThreads.join(CLOSE_LIMIT, thread);
    }
}
