package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.internal.SocketText;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.model.AddressPrefix;
import io.dnsfailover.model.Printable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name server that takes its zones from a {@link HiddenPrimary}: where it is told of changes, from which addresses it may ask, and
 * by which key it is known. Immutable.
 *
 * <pre>{@code
 * Secondary.at(new InetSocketAddress("198.51.100.53", 53)).key(TsigKey.read(Path.of("/etc/failover/transfer.key")))
 * }</pre>
 */
public final class Secondary {
    private final @Nullable InetSocketAddress address;
    private final List<AddressPrefix> prefixes;
    private final @Nullable TsigKey key;

    private Secondary(@Nullable InetSocketAddress address, List<AddressPrefix> prefixes, @Nullable TsigKey key) {
        this.address = address;
        this.prefixes = List.copyOf(prefixes);
        this.key = key;
    }

    /**
     * A secondary that is told of each change, and asks from the same address.
     *
     * @param address where it takes NOTIFY: its address and port
     * @return a secondary without a key
     * @throws IllegalArgumentException when the address is a host name that was not resolved, or the port is 0
     */
    public static Secondary at(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "a secondary needs an address, not the name " + Printable.of(address.getHostString()));
        }
        if (address.getPort() == 0) {
            throw new IllegalArgumentException("a secondary cannot be told of anything at port 0");
        }
        return new Secondary(address, List.of(AddressPrefix.of(address.getAddress())), null);
    }

    /**
     * Secondaries that are never told: they ask as often as the zone's SOA record says.
     *
     * @param network an address or network, such as {@code 198.51.100.0/24}
     * @return secondaries without a key
     * @throws IllegalArgumentException when it is none
     */
    public static Secondary in(String network) {
        return new Secondary(null, List.of(AddressPrefix.of(network)), null);
    }

    /**
     * The same, asking from this network too.
     *
     * @param network an address or network, such as {@code 198.51.100.0/24}
     * @return another secondary
     * @throws IllegalArgumentException when it is none
     */
    public Secondary from(String network) {
        List<AddressPrefix> more = new ArrayList<>(prefixes);
        more.add(AddressPrefix.of(network));
        return new Secondary(address, more, key);
    }

    /**
     * The same with a key: what it asks must be signed with it, and what it is told is. Without a key its address is all that it is
     * known by, which is enough only where nobody else can have that address.
     *
     * @param value the key
     * @return another secondary
     */
    public Secondary key(TsigKey value) {
        return new Secondary(address, prefixes, value);
    }

    /** Where it takes NOTIFY; null when it is never told. */
    @Nullable
    InetSocketAddress address() {
        return address;
    }

    @Nullable
    TsigKey key() {
        return key;
    }

    boolean asksFrom(InetAddress client) {
        return prefixes.stream().anyMatch(prefix -> prefix.contains(client));
    }

    /** Where it is told, such as {@code 198.51.100.53:53}, or else from where it asks; without any secret. */
    @Override
    public String toString() {
        return address == null ? prefixes.toString() : SocketText.of(address);
    }
}
