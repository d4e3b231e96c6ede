package io.dnsfailover.dns.answer;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Printable;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Ttl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a zone says of itself: its name servers and its SOA record. A zone that is delegated to the answerer should be
 * given with the name servers of that delegation; without them it has no NS records, because an invented one would
 * lead those resolvers astray that believe the zone more than its parent.
 *
 * @param apex the name of the zone
 * @param nameServers the names of its servers, the primary first, each with the addresses that the zone answers for it;
 *     may be empty. The SOA record names the first one, or the root ({@code .}) when there is none: "no server takes
 *     updates"
 * @param contact the mailbox in the form of a name (RFC 1035 section 3.3.13)
 * @param ttl the time to live of the SOA and NS records and of the name servers' addresses
 * @param negativeTtl how long resolvers may remember that a name or a type does not exist (RFC 2308), at most 3 hours
 */
public record ZoneInfo(
        DnsName apex, Map<DnsName, List<Target.Address>> nameServers, DnsName contact, Ttl ttl, Ttl negativeTtl) {
    /** The longest negative time to live; RFC 2308 section 5 finds more than one to three hours problematic. */
    public static final Duration MAX_NEGATIVE_TTL = Duration.ofHours(3);

    private static final Ttl DEFAULT_TTL = Ttl.of(Duration.ofHours(1));
    private static final Ttl DEFAULT_NEGATIVE_TTL = Ttl.of(Duration.ofMinutes(1));

    /** Copies the name servers and checks them; the message of the exception names every mistake. */
    public ZoneInfo {
        nameServers = copyOf(nameServers);
        refuse(apex, mistakes(apex, nameServers, negativeTtl));
    }

    private static Map<DnsName, List<Target.Address>> copyOf(Map<DnsName, List<Target.Address>> nameServers) {
        Map<DnsName, List<Target.Address>> copy = new LinkedHashMap<>();
        nameServers.forEach((name, addresses) -> copy.put(name, List.copyOf(addresses)));
        return Collections.unmodifiableMap(copy);
    }

    private static List<String> mistakes(
            DnsName apex, Map<DnsName, List<Target.Address>> nameServers, Ttl negativeTtl) {
        List<String> mistakes = new ArrayList<>();
        nameServers.forEach((name, addresses) -> {
            if (name.isAtOrBelow(apex) && addresses.isEmpty()) {
                mistakes.add("the name server " + name + " lies in the zone and must have an address");
            }
            if (!name.isAtOrBelow(apex) && !addresses.isEmpty()) {
                mistakes.add("the name server " + name + " lies outside the zone and cannot have an address in it");
            }
        });
        if (negativeTtl.duration().compareTo(MAX_NEGATIVE_TTL) > 0) {
            mistakes.add("the negative TTL is at most " + MAX_NEGATIVE_TTL.toSeconds() + "s, not " + negativeTtl);
        }
        return mistakes;
    }

    private static void refuse(DnsName apex, List<String> mistakes) {
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("zone " + apex + ": " + String.join("; ", mistakes));
        }
    }

    /**
     * A zone with every default, as it is used for the zone of a managed record that was not given explicitly.
     *
     * @param apex the name of the zone
     * @return the zone, without name servers
     */
    public static ZoneInfo of(DnsName apex) {
        return new Builder(apex).build();
    }

    /**
     * Begins a zone.
     *
     * @param apex the name of the zone, absolute
     * @return a builder
     * @throws IllegalArgumentException when it is not an absolute name
     */
    public static Builder at(String apex) {
        return new Builder(DnsName.of(apex));
    }

    /**
     * The server that the SOA record names as the primary.
     *
     * @return the first name server, or the root when there is none
     */
    public DnsName primary() {
        return nameServers.isEmpty()
                ? DnsName.ROOT
                : nameServers.keySet().iterator().next();
    }

    /**
     * Builds a {@link ZoneInfo}. Defaults: no name servers; contact {@code hostmaster.} before the apex (RFC 2142);
     * TTL 1 h; negative TTL 60 s. For one thread.
     */
    public static final class Builder {
        private final DnsName apex;
        private final Map<DnsName, List<Target.Address>> nameServers = new LinkedHashMap<>();
        private final List<String> mistakes = new ArrayList<>();
        private @Nullable DnsName contact;
        private @Nullable Ttl ttl;
        private @Nullable Ttl negativeTtl;

        private Builder(DnsName apex) {
            this.apex = apex;
        }

        /**
         * Adds a name server; the first one is the primary.
         *
         * @param name its absolute name
         * @param addresses its addresses: needed when the name lies in the zone, refused when it does not
         * @return this builder
         */
        public Builder nameServer(String name, String... addresses) {
            read("nameServer", name, () -> {
                List<Target.Address> read = new ArrayList<>();
                for (String address : addresses) {
                    read.add(address(address));
                }
                if (nameServers.put(DnsName.of(name), read) != null) {
                    throw new IllegalArgumentException("the name server is already there");
                }
            });
            return this;
        }

        private static Target.Address address(String text) {
            if (Target.parse(text) instanceof Target.Address address) {
                return address;
            }
            throw new IllegalArgumentException("'" + Printable.of(text) + "' is not an IP address");
        }

        /**
         * The mailbox of whoever is responsible, such as {@code hostmaster.example.com.} for
         * {@code hostmaster@example.com}; one with a dot before the at sign cannot be written.
         *
         * @param mailbox the absolute name
         * @return this builder
         */
        public Builder contact(String mailbox) {
            once("contact", contact);
            read("contact", mailbox, () -> contact = DnsName.of(mailbox));
            return this;
        }

        /**
         * The time to live of what the zone says of itself; record sets bring their own.
         *
         * @param value 1 s to 7 days, default 1 h
         * @return this builder
         */
        public Builder ttl(Duration value) {
            once("ttl", ttl);
            read("ttl", value.toString(), () -> ttl = Ttl.of(value));
            return this;
        }

        /**
         * How long resolvers may remember that something does not exist.
         *
         * @param value 1 s to 3 h, default 60 s
         * @return this builder
         */
        public Builder negativeTtl(Duration value) {
            once("negativeTtl", negativeTtl);
            read("negativeTtl", value.toString(), () -> negativeTtl = Ttl.of(value));
            return this;
        }

        private static void once(String property, @Nullable Object before) {
            if (before != null) {
                throw new IllegalStateException(property + " is already set to " + before);
            }
        }

        private void read(String property, String value, Runnable reader) {
            try {
                reader.run();
            } catch (IllegalArgumentException e) {
                mistakes.add(property + " '" + Printable.of(value) + "': " + e.getMessage());
            }
        }

        /**
         * Builds the zone.
         *
         * @return the zone
         * @throws IllegalArgumentException when a value is not allowed; the message names every mistake
         */
        public ZoneInfo build() {
            Ttl negative = negativeTtl == null ? DEFAULT_NEGATIVE_TTL : negativeTtl;
            mistakes.addAll(ZoneInfo.mistakes(apex, nameServers, negative));
            refuse(apex, mistakes);
            DnsName mailbox = contact == null ? mailboxIn(apex) : contact;
            return new ZoneInfo(apex, nameServers, mailbox, ttl == null ? DEFAULT_TTL : ttl, negative);
        }

        private static DnsName mailboxIn(DnsName apex) {
            // No room for one more label in a name of 255 octets.
            return apex.folded().length() > 240 ? apex : apex.child("hostmaster");
        }
    }
}
