package io.dnsfailover.dns.alias;

import io.dnsfailover.model.DnsName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a name stands that ANAME records point at.
 *
 * @param name the name
 * @param addresses the addresses that are used for it, IPv4 first; empty while none is known
 * @param age how long ago it was last answered with addresses; null when it never was
 * @param failures how many lookups in a row have failed; 0 when the last one was good
 * @param note why the last lookup failed, or what was left out of its answer; empty when there is nothing to say
 */
public record AliasStatus(
        DnsName name, List<String> addresses, @Nullable Duration age, int failures, String note) {
    /** Copies the addresses. */
    public AliasStatus {
        addresses = List.copyOf(addresses);
    }
}
