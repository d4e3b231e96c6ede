package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.model.DnsName;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * The name servers of a zone as one message has them. Pure.
 *
 * @param names their names, in their order; empty when the message does not say
 * @param glue the addresses of those names that whoever sent the message may speak for
 * @param note why there are none, or what was left out; empty when there is nothing to say
 */
record Referral(List<DnsName> names, Map<DnsName, Set<InetAddress>> glue, String note) {
    /** So many names, the first in their order, are looked at. */
    static final int MAX_NAMES = 16;

    /** So many addresses of one name are. */
    static final int MAX_ADDRESSES = 8;

    /** Who sent a message, and so what of it counts. */
    enum Speaker {
        /** A recursive resolver: its answer. */
        RESOLVER,
        /** A server of the parent zone: its referral, or its answer when it serves the zone too. */
        PARENT,
        /** A server of the zone itself: its answer. */
        ZONE
    }

    /**
     * Reads a message.
     *
     * @param zone whose name servers
     * @param speaker who sent it
     * @param bailiwick the zone that the speaker speaks for: glue for names outside is not believed
     */
    static Referral of(Message message, DnsName zone, Speaker speaker, DnsName bailiwick) {
        if (message.getRcode() != Rcode.NOERROR) {
            return none(Rcode.string(message.getRcode()));
        }
        Name apex = ZoneRecords.name(zone);
        boolean answers = speaker == Speaker.RESOLVER || message.getHeader().getFlag(Flags.AA);
        List<NSRecord> found = answers ? servers(message, Section.ANSWER, apex) : List.of();
        if (found.isEmpty() && speaker == Speaker.PARENT) {
            found = servers(message, Section.AUTHORITY, apex);
        }
        return found.isEmpty() ? none(whyNot(message, answers)) : read(message, found, bailiwick);
    }

    /** One that says nothing. */
    static Referral none(String why) {
        return new Referral(List.of(), Map.of(), why);
    }

    private static String whyNot(Message message, boolean answers) {
        for (Record record : message.getSection(Section.AUTHORITY)) {
            if (record instanceof NSRecord) {
                return "a referral to the zone " + record.getName();
            }
        }
        return answers ? "no NS records" : "an answer without authority";
    }

    private static List<NSRecord> servers(Message message, int section, Name apex) {
        return message.getSection(section).stream()
                .filter(record -> record instanceof NSRecord
                        && record.getDClass() == DClass.IN
                        && record.getName().equals(apex))
                .map(NSRecord.class::cast)
                .toList();
    }

    private static Referral read(Message message, List<NSRecord> servers, DnsName bailiwick) {
        TreeSet<DnsName> names = new TreeSet<>();
        List<String> notes = new ArrayList<>();
        for (NSRecord server : servers) {
            DnsName name = name(server.getTarget());
            if (name == null) {
                notes.add("the name server " + server.getTarget() + " has no name that can be asked for");
            } else {
                names.add(name);
            }
        }
        if (names.size() > MAX_NAMES) {
            notes.add("of " + names.size() + " name servers the first " + MAX_NAMES + " are looked at");
        }
        List<DnsName> taken = names.stream().limit(MAX_NAMES).toList();
        return new Referral(taken, glue(message, taken, bailiwick), String.join("; ", notes));
    }

    private static Map<DnsName, Set<InetAddress>> glue(Message message, List<DnsName> names, DnsName bailiwick) {
        Map<DnsName, Set<InetAddress>> glue = new LinkedHashMap<>();
        for (Record record : message.getSection(Section.ADDITIONAL)) {
            InetAddress address = address(record);
            DnsName owner = address == null ? null : name(record.getName());
            if (address != null && owner != null && names.contains(owner) && owner.isAtOrBelow(bailiwick)) {
                Set<InetAddress> known = glue.computeIfAbsent(owner, ignored -> new LinkedHashSet<>());
                if (known.size() < MAX_ADDRESSES) {
                    known.add(address);
                }
            }
        }
        return glue;
    }

    private static @Nullable InetAddress address(Record record) {
        if (record.getDClass() != DClass.IN) {
            return null;
        }
        if (record instanceof ARecord a) {
            return a.getAddress();
        }
        return record instanceof AAAARecord aaaa ? aaaa.getAddress() : null;
    }

    /** Null for one with octets that no host name has. */
    private static @Nullable DnsName name(Name name) {
        try {
            return DnsName.of(name.toString());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
