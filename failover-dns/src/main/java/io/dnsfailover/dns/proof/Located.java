package io.dnsfailover.dns.proof;

import io.dnsfailover.model.DnsName;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A name server and where it is.
 *
 * @param name its name
 * @param addresses its addresses, each once, those of IPv4 first; empty when none is known and allowed
 * @param note what is wrong with them; empty for nothing
 */
record Located(DnsName name, List<InetAddress> addresses, String note) {
    private static final Comparator<InetAddress> ORDER = Comparator.<InetAddress>comparingInt(
                    address -> address.getAddress().length)
            .thenComparing(InetAddress::getAddress, Arrays::compareUnsigned);

    static Located at(DnsName name, Collection<InetAddress> addresses, String note) {
        return new Located(name, addresses.stream().distinct().sorted(ORDER).toList(), note);
    }
}
