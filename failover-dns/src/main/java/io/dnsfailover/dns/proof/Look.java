package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.internal.lookup.AnswerSection;
import io.dnsfailover.dns.internal.lookup.TimesToLive;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What replies to one question show. Pure.
 *
 * @param question what was to be shown
 * @param name the name that is asked for
 * @param type the type that is asked for
 */
record Look(ProofQuestion question, Name name, int type) {
    private static final int MOST_SHOWN = 8;

    /** What to ask for this question, which expects no ANAME. */
    static Look at(ProofQuestion question) {
        RecordSet expected = question.expected();
        return expected == null
                ? new Look(question, ZoneRecords.name(question.zone()), Type.SOA)
                : new Look(
                        question,
                        ZoneRecords.name(expected.key().owner()),
                        ZoneRecords.type(expected.key().type()));
    }

    /** What a reply shows. */
    Sight sight(Reply reply) {
        if (reply instanceof Reply.Silent silent) {
            return new Sight(Sight.Kind.SILENT, 0, silent.why());
        }
        return reply instanceof Reply.Answered answered
                ? sight(answered.message())
                : lame(((Reply.Malformed) reply).why());
    }

    private Sight sight(Message answer) {
        int rcode = answer.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            return lame(Rcode.string(rcode));
        }
        if (!answer.getHeader().getFlag(Flags.AA)) {
            return lame(without(answer));
        }
        if (answer.getHeader().getFlag(Flags.TC)) {
            return lame("an answer that is cut even over TCP");
        }
        List<Record> found = AnswerSection.records(answer, name, type);
        if (found.isEmpty()) {
            return nothing(answer);
        }
        RecordSet expected = question.expected();
        return expected == null ? soa(found) : compared(expected, found);
    }

    private static Sight soa(List<Record> found) {
        SOARecord soa = (SOARecord) found.get(0);
        return new Sight(Sight.Kind.SERVES, TimesToLive.of(soa), "serial " + soa.getSerial());
    }

    private static Sight compared(RecordSet expected, List<Record> found) {
        SortedSet<String> data = new TreeSet<>();
        found.forEach(record -> data.add(ZoneRecords.datum(record)));
        long ttl = found.stream()
                .map(TimesToLive::of)
                .min(Comparator.naturalOrder()) // where they differ the lowest counts (RFC 2181 section 5.2)
                .orElse(0L);
        String seen = shown(data) + " with a TTL of " + ttl;
        if (!data.equals(expected.rdata())) {
            return new Sight(Sight.Kind.OTHER, ttl, seen);
        }
        int most = expected.ttl().seconds();
        return ttl <= most
                ? new Sight(Sight.Kind.SERVES, ttl, seen)
                : new Sight(Sight.Kind.OTHER, ttl, seen + ", longer than " + most);
    }

    private static String shown(SortedSet<String> data) {
        return data.size() <= MOST_SHOWN
                ? data.toString()
                : data.stream().limit(MOST_SHOWN).toList() + " and " + (data.size() - MOST_SHOWN) + " more";
    }

    /** An answer with authority, without what was asked for. */
    private Sight nothing(Message answer) {
        List<Record> alias = AnswerSection.records(answer, name, Type.CNAME);
        if (!alias.isEmpty()) {
            Record first = alias.get(0);
            return new Sight(Sight.Kind.OTHER, TimesToLive.of(first), "an alias for " + ZoneRecords.datum(first));
        }
        Name apex = ZoneRecords.name(question.zone());
        for (Record record : answer.getSection(Section.AUTHORITY)) {
            // Who serves the parent, and not this zone, denies what is in it with authority.
            if (record instanceof SOARecord && !record.getName().subdomain(apex)) {
                return lame("an answer out of the zone " + record.getName());
            }
        }
        if (type == Type.SOA) {
            return lame("an answer without an SOA record");
        }
        String what = answer.getRcode() == Rcode.NXDOMAIN ? "NXDOMAIN" : "no " + Type.string(type) + " records";
        return new Sight(Sight.Kind.OTHER, TimesToLive.ofNothing(answer), what);
    }

    private static String without(Message answer) {
        boolean referral = answer.getSection(Section.ANSWER).isEmpty()
                && answer.getSection(Section.AUTHORITY).stream().anyMatch(record -> record.getType() == Type.NS);
        return referral ? "a referral to other servers" : "an answer without authority";
    }

    private static Sight lame(String why) {
        return new Sight(Sight.Kind.LAME, 0, why);
    }
}
