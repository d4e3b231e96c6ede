package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.SocketText;
import io.dnsfailover.dns.internal.exchange.Signer;
import io.dnsfailover.dns.internal.exchange.Transport;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.model.Printable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an {@link Rfc2136Publisher}. Every property may be set once. Defaults: no key (one must be given), timeout 10 s, owner
 * {@code failover}, at most 100 changes in one update, the system's choice of source address. For one thread.
 */
public final class Rfc2136PublisherBuilder {
    /** How long a call may take unless said otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** The ownership that is written into the mark unless said otherwise. */
    public static final String DEFAULT_OWNER = "failover";

    /** How many changes one update carries at most unless said otherwise. */
    public static final int DEFAULT_MAX_BATCH = 100;

    private static final int MAX_MAX_BATCH = 1000;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);

    private final InetSocketAddress server;
    private @Nullable TsigKey key;
    private @Nullable Duration timeout;
    private @Nullable String owner;
    private @Nullable InetAddress source;
    private @Nullable Integer maxBatch;
    private boolean unsigned;

    Rfc2136PublisherBuilder(InetSocketAddress server) {
        this.server = server;
    }

    /**
     * The key that signs updates and queries, and by which replies are believed.
     *
     * @param value a key that the server knows
     * @return this
     */
    public Rfc2136PublisherBuilder key(TsigKey value) {
        key = once(key, value, "key");
        return this;
    }

    /**
     * The hard deadline over each call, reading back included. Below 10 s, Knot may not be done in time on a slow disk: it
     * commits every update before it replies.
     *
     * @param value from 100 ms to 5 min; 10 s by default
     * @return this
     */
    public Rfc2136PublisherBuilder timeout(Duration value) {
        timeout = once(timeout, value, "timeout");
        return this;
    }

    /**
     * Whose the record sets are: publishers with different owners never overwrite each other's. All controllers that stand in
     * for each other use the same.
     *
     * @param instance 1 to 63 letters, digits, dots, hyphens and underscores; {@code failover} by default
     * @return this
     */
    public Rfc2136PublisherBuilder owner(String instance) {
        owner = once(owner, instance, "owner");
        return this;
    }

    /**
     * The local address to send from.
     *
     * @param value an address of this machine; the system's choice by default
     * @return this
     */
    public Rfc2136PublisherBuilder source(InetAddress value) {
        source = once(source, value, "source");
        return this;
    }

    /**
     * How many changes of a zone one update carries at most. With 1, each change is an update of its own.
     *
     * @param value from 1 to 1000; 100 by default
     * @return this
     */
    public Rfc2136PublisherBuilder maxBatch(int value) {
        maxBatch = once(maxBatch, value, "maxBatch");
        return this;
    }

    /**
     * Sends unsigned messages and believes unsigned replies. Only for a server on this machine, on a loopback address.
     *
     * @return this
     */
    public Rfc2136PublisherBuilder unsignedLoopbackOnly() {
        unsigned = true;
        return this;
    }

    /**
     * Makes the publisher. Sends nothing yet.
     *
     * @return the publisher
     * @throws IllegalArgumentException when a property is missing or wrong; the message names every such property
     */
    public Rfc2136Publisher build() {
        Duration chosenTimeout = timeout == null ? DEFAULT_TIMEOUT : timeout;
        String chosenOwner = owner == null ? DEFAULT_OWNER : owner;
        List<String> violations = violations(chosenTimeout, chosenOwner);
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException("not a publisher: " + String.join("; ", violations));
        }
        String name = "rfc2136 " + SocketText.of(server);
        Signer signer = new Signer(key);
        Rfc2136Client client = new Rfc2136Client(name, signer, new Transport(server, source, signer));
        return new Rfc2136Publisher(
                name, chosenOwner, chosenTimeout, maxBatch == null ? DEFAULT_MAX_BATCH : maxBatch, client);
    }

    private List<String> violations(Duration chosenTimeout, String chosenOwner) {
        List<String> violations = new ArrayList<>();
        if (server.isUnresolved()) {
            violations.add("server " + Printable.of(server.getHostString()) + " is not an address");
        }
        if (server.getPort() == 0) {
            violations.add("server has port 0");
        }
        if (unsigned && key != null) {
            violations.add("key and unsignedLoopbackOnly exclude each other");
        }
        if (!unsigned && key == null) {
            violations.add("key is missing: unsigned updates are not sent");
        }
        if (unsigned && !server.isUnresolved() && !server.getAddress().isLoopbackAddress()) {
            violations.add("unsignedLoopbackOnly needs a server on a loopback address");
        }
        if (chosenTimeout.compareTo(MIN_TIMEOUT) < 0 || chosenTimeout.compareTo(MAX_TIMEOUT) > 0) {
            violations.add("timeout " + chosenTimeout + " is not in " + MIN_TIMEOUT + " to " + MAX_TIMEOUT);
        }
        if (maxBatch != null && (maxBatch < 1 || maxBatch > MAX_MAX_BATCH)) {
            violations.add("maxBatch " + maxBatch + " is not in 1 to " + MAX_MAX_BATCH);
        }
        if (!OwnershipMark.isOwner(chosenOwner)) {
            violations.add("owner '" + Printable.of(chosenOwner)
                    + "' must have 1 to 63 letters, digits, dots, hyphens and underscores");
        }
        return violations;
    }

    private static <T> T once(@Nullable T before, T value, String property) {
        if (before != null) {
            throw new IllegalStateException(property + " is set twice");
        }
        return value;
    }
}
