package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Printable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts a {@link HiddenPrimary}. Defaults: no state file; 20 transfers at a time, 5 min for each, cut
 * off after 10 s without any progress; owner {@code failover}. At least one
 * zone and one secondary must be given. For one thread.
 */
public final class HiddenPrimaryBuilder {
    /** How many transfers there may be at a time unless said otherwise. */
    public static final int DEFAULT_MAX_TRANSFERS = 20;

    /** How long a transfer may take unless said otherwise. */
    public static final Duration DEFAULT_TRANSFER_TIMEOUT = Duration.ofMinutes(5);

    /** How long a connection may make no progress unless said otherwise. */
    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(10);

    /** The ownership that is written into the marks unless said otherwise. */
    public static final String DEFAULT_OWNER = "failover";

    private static final int MOST_TRANSFERS = 200;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final List<PrimaryZone> zones = new ArrayList<>();
    private final List<Secondary> secondaries = new ArrayList<>();
    private @Nullable Path stateFile;
    private @Nullable Integer maxTransfers;
    private @Nullable Duration transferTimeout;
    private @Nullable Duration idleTimeout;
    private @Nullable String owner;

    HiddenPrimaryBuilder(InetSocketAddress address) {
        addresses.add(address);
    }

    /**
     * Listens on one more address, such as one of IPv6.
     *
     * @param address its address and port; port 0 takes a free port
     * @return this
     */
    public HiddenPrimaryBuilder alsoOn(InetSocketAddress address) {
        addresses.add(address);
        return this;
    }

    /**
     * Adds a zone.
     *
     * @param zone what it holds to begin with
     * @return this
     */
    public HiddenPrimaryBuilder zone(PrimaryZone zone) {
        zones.add(zone);
        return this;
    }

    /**
     * Adds a secondary of all zones.
     *
     * @param secondary who may ask, and is told
     * @return this
     */
    public HiddenPrimaryBuilder secondary(Secondary secondary) {
        secondaries.add(secondary);
        return this;
    }

    /**
     * The file that carries serials and what was published over a restart. It is written anew, and made durable, before each version is
     * served; a file beside it, with {@code .lock} behind its name, keeps a second process from using it.
     *
     * @param file a file in an existing directory; none by default
     * @return this
     */
    public HiddenPrimaryBuilder stateFile(Path file) {
        stateFile = once(stateFile, file, "stateFile");
        return this;
    }

    /**
     * The most transfers at a time, over all zones and secondaries.
     *
     * @param value from 1 to 200; 20 by default
     * @return this
     */
    public HiddenPrimaryBuilder maxTransfers(int value) {
        maxTransfers = once(maxTransfers, value, "maxTransfers");
        return this;
    }

    /**
     * How long a TCP connection may take no message of a transfer, and ask nothing.
     *
     * @param value from 100 ms to 1 h; 10 s by default
     * @return this
     */
    public HiddenPrimaryBuilder idleTimeout(Duration value) {
        idleTimeout = once(idleTimeout, value, "idleTimeout");
        return this;
    }

    /**
     * How long a transfer may take in all.
     *
     * @param value from 100 ms to 1 h; 5 min by default
     * @return this
     */
    public HiddenPrimaryBuilder transferTimeout(Duration value) {
        transferTimeout = once(transferTimeout, value, "transferTimeout");
        return this;
    }

    /**
     * Whose the record sets are, as their marks say.
     *
     * @param instance 1 to 63 letters, digits, dots, hyphens and underscores; {@code failover} by default
     * @return this
     */
    public HiddenPrimaryBuilder owner(String instance) {
        owner = once(owner, instance, "owner");
        return this;
    }

    /**
     * Finds what is wrong, as {@link #start()} does, and starts nothing.
     *
     * @throws IllegalArgumentException when a property is missing or wrong; the message names every such property
     */
    public void check() {
        List<String> violations = violations();
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException("not a hidden primary: " + String.join("; ", violations));
        }
    }

    /**
     * Reads the state file, listens, and tells the secondaries.
     *
     * @return the running primary
     * @throws IllegalArgumentException when a property is missing or wrong, or the state does not fit a zone; the message names every
     *     such property
     * @throws IOException when an address or port is not to be had, or the state file cannot be read and written; nothing is left open
     *     then
     */
    public HiddenPrimary start() throws IOException {
        check();
        return HiddenPrimary.start(this);
    }

    private List<String> violations() {
        List<String> violations = new ArrayList<>();
        if (zones.isEmpty()) {
            violations.add("zone is missing");
        }
        Set<DnsName> apexes = new HashSet<>();
        zones.stream()
                .filter(zone -> !apexes.add(zone.apex()))
                .forEach(zone -> violations.add("zone " + zone.apex() + " is given twice"));
        if (secondaries.isEmpty()) {
            violations.add("secondary is missing: nobody could ask");
        }
        boolean resolved = addresses.stream().noneMatch(InetSocketAddress::isUnresolved);
        if (!resolved) {
            violations.add("the addresses to listen on must be resolved: " + addresses);
        }
        for (Secondary secondary : resolved ? secondaries : List.<Secondary>of()) {
            InetSocketAddress told = secondary.address();
            if (told != null && NotifyLoop.source(told.getAddress(), addresses) == null) {
                violations.add("secondary " + secondary + " is of another family than every address to listen on");
            }
        }
        if (maxTransfers() < 1 || maxTransfers() > MOST_TRANSFERS) {
            violations.add("maxTransfers is 1 to " + MOST_TRANSFERS + ", not " + maxTransfers());
        }
        checkTimeout("transferTimeout", transferTimeout(), violations);
        checkTimeout("idleTimeout", idleTimeout(), violations);
        if (!OwnershipMark.isOwner(owner())) {
            violations.add("owner '" + Printable.of(owner())
                    + "' must have 1 to 63 letters, digits, dots, hyphens and underscores");
        }
        return violations;
    }

    private static void checkTimeout(String property, Duration value, List<String> violations) {
        if (value.compareTo(MIN_TIMEOUT) < 0 || value.compareTo(MAX_TIMEOUT) > 0) {
            violations.add(property + " is 100 ms to 1 h, not " + value);
        }
    }

    List<InetSocketAddress> addresses() {
        return addresses;
    }

    List<PrimaryZone> zones() {
        return zones;
    }

    List<Secondary> secondaries() {
        return secondaries;
    }

    @Nullable
    Path stateFile() {
        return stateFile;
    }

    int maxTransfers() {
        return maxTransfers == null ? DEFAULT_MAX_TRANSFERS : maxTransfers;
    }

    Duration transferTimeout() {
        return transferTimeout == null ? DEFAULT_TRANSFER_TIMEOUT : transferTimeout;
    }

    Duration idleTimeout() {
        return idleTimeout == null ? DEFAULT_IDLE_TIMEOUT : idleTimeout;
    }

    String owner() {
        return owner == null ? DEFAULT_OWNER : owner;
    }

    private static <T> T once(@Nullable T before, T value, String property) {
        if (before != null) {
            throw new IllegalStateException(property + " is set twice");
        }
        return value;
    }
}
