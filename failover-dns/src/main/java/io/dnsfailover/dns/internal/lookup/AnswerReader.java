package io.dnsfailover.dns.internal.lookup;

import io.dnsfailover.model.AddressPolicy;
import io.dnsfailover.model.Target;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Finds the addresses in a response: follows the aliases from the name that was asked for, and looks at nothing that does not
 * stand on this way. Pure.
 *
 * @param maxAliases how many aliases are followed; more are a loop or a mistake
 * @param maxAddresses how many addresses of one family are taken; of more, the first in their order
 * @param allowed which addresses may be published
 */
public record AnswerReader(int maxAliases, int maxAddresses, AddressPolicy allowed) {
    /**
     * Reads a response with NOERROR or NXDOMAIN.
     *
     * @param response the response
     * @param name the name that was asked for
     * @param type {@link Type#A} or {@link Type#AAAA}
     * @return what it says
     */
    public Answer read(Message response, Name name, int type) {
        if (response.getRcode() == Rcode.NXDOMAIN) {
            return Answer.failed("NXDOMAIN: the name does not exist");
        }
        Name at = name;
        long ttl = Long.MAX_VALUE;
        for (int aliases = 0; aliases <= maxAliases; aliases++) {
            List<Record> addresses = AnswerSection.records(response, at, type);
            if (!addresses.isEmpty()) {
                return found(addresses, ttl);
            }
            List<Record> alias = AnswerSection.records(response, at, Type.CNAME);
            if (alias.isEmpty()) {
                return nothing(response);
            }
            ttl = Math.min(ttl, TimesToLive.of(alias.get(0)));
            at = ((CNAMERecord) alias.get(0)).getTarget();
        }
        return Answer.failed("more than " + maxAliases + " aliases one after another, or a loop of them");
    }

    private Answer found(List<Record> records, long ttlOfAliases) {
        TreeSet<String> taken = new TreeSet<>();
        List<String> notes = new ArrayList<>();
        String refused = "";
        int refusals = 0;
        long ttl = ttlOfAliases;
        for (Record record : records) {
            InetAddress address = record instanceof ARecord a ? a.getAddress() : ((AAAARecord) record).getAddress();
            String text = new Target.Address(address).rdata();
            Optional<String> why = refusal(record, address);
            if (why.isPresent()) {
                refused = text + " (" + why.get() + ")";
                refusals++;
            } else {
                taken.add(text);
            }
            ttl = Math.min(ttl, TimesToLive.of(record));
        }
        if (refusals > 0) {
            notes.add((refusals == 1 ? "leads to " : "leads to " + refusals + " such as ") + refused
                    + ", which is not allowed");
        }
        if (taken.isEmpty()) {
            return Answer.failed(notes.get(0));
        }
        if (taken.size() > maxAddresses) {
            notes.add("has " + taken.size() + " addresses, of which the first " + maxAddresses + " are taken");
            while (taken.size() > maxAddresses) {
                taken.pollLast();
            }
        }
        return Answer.found(taken, ttl, String.join("; ", notes));
    }

    /** The JDK makes an IPv4 address of what is mapped into IPv6, which no AAAA record set can hold. */
    private Optional<String> refusal(Record record, InetAddress address) {
        return record instanceof AAAARecord && address instanceof Inet4Address
                ? Optional.of("IPv4-mapped")
                : allowed.refusal(address);
    }

    /** The kinds of RFC 2308 section 2.2: a referral says nothing, all else that there is no data. */
    private static Answer nothing(Message response) {
        List<Record> authority = response.getSection(Section.AUTHORITY);
        boolean referral = authority.stream().anyMatch(record -> record.getType() == Type.NS);
        if (referral && authority.stream().noneMatch(SOARecord.class::isInstance)) {
            return Answer.failed("a referral: the server does not resolve names for us");
        }
        return Answer.none(TimesToLive.ofNothing(response));
    }
}
