package io.dnsfailover.dns.answer;

import io.dnsfailover.model.RecordType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** The zones that the tests ask for, and dnsjava as the second opinion on every message. */
public final class Fixture {
    static final int SERIAL = 1_800_000_000;
    private static final String ZONE = "example.com.";

    private Fixture() {}

    public static MemoryDirectory directory() {
        return new MemoryDirectory()
                .put(ZONE, "www.example.com.", RecordType.A, "192.0.2.10", "192.0.2.20")
                .put(ZONE, "www.example.com.", RecordType.AAAA, "2001:db8::10")
                .put(ZONE, "v4.example.com.", RecordType.A, "192.0.2.4")
                .put(ZONE, "api.example.com.", RecordType.CNAME, "www.example.com.")
                .put(ZONE, "api2.example.com.", RecordType.CNAME, "api.example.com.")
                .put(ZONE, "outside.example.com.", RecordType.CNAME, "host.example.org.")
                .put(ZONE, "dead.example.com.", RecordType.CNAME, "nothing.v4.example.com.")
                .put(ZONE, "stuck.example.com.", RecordType.CNAME, "pending.example.com.")
                .put(ZONE, "loop1.example.com.", RecordType.CNAME, "loop2.example.com.")
                .put(ZONE, "loop2.example.com.", RecordType.CNAME, "loop1.example.com.")
                .put(ZONE, "a.b.c.example.com.", RecordType.A, "192.0.2.30")
                .put(ZONE, "*.wild.example.com.", RecordType.A, "192.0.2.40")
                .put(ZONE, "host.ent.wild.example.com.", RecordType.A, "192.0.2.41")
                .put(ZONE, "*.alias.example.com.", RecordType.CNAME, "www.example.com.")
                .manage(ZONE, "pending.example.com.", RecordType.A)
                .manage(ZONE, "flat.example.com.", RecordType.ANAME)
                .put("sub.example.com.", "sub.example.com.", RecordType.A, "192.0.2.50")
                .put("bare.example.net.", "www.bare.example.net.", RecordType.A, "192.0.2.60");
    }

    static Answerer.Builder over(MemoryDirectory directory) {
        return Answerer.over(directory).clock(InstantSource.fixed(Instant.ofEpochSecond(SERIAL)));
    }

    public static Answerer answerer(MemoryDirectory directory) {
        return over(directory)
                .zone(ZoneInfo.at(ZONE)
                        .nameServer("ns1.example.net.")
                        .nameServer("ns2.example.com.", "192.0.2.53", "2001:db8::53")
                        .build())
                .build();
    }

    public static Message query(String name, String type) {
        try {
            return Message.newQuery(Record.newRecord(Name.fromString(name), Type.value(type, true), DClass.IN));
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static Message parse(byte[] wire) {
        try {
            return new Message(wire);
        } catch (IOException e) {
            throw new UncheckedIOException("dnsjava cannot read it", e);
        }
    }

    static Message ask(Answerer answerer, Message query) {
        return ask(answerer, query, Transport.UDP);
    }

    static Message ask(Answerer answerer, Message query, Transport transport) {
        byte[] response = answerer.answer(query.toWire(), transport);
        if (response == null) {
            throw new AssertionError("no response to " + query);
        }
        return parse(response);
    }

    static Message ask(Answerer answerer, String name, String type) {
        return ask(answerer, query(name, type));
    }

    static String rcode(Message response) {
        return Rcode.string(response.getRcode());
    }

    /** Records as {@code owner ttl type data}, separated by {@code ;}. Of SOA the data are left out. */
    static String records(Message response, int section) {
        List<Record> records = response.getSection(section);
        return records.stream()
                .filter(one -> one.getType() != Type.OPT)
                .map(one -> one.getName() + " " + one.getTTL() + " " + Type.string(one.getType())
                        + (one.getType() == Type.SOA ? "" : " " + one.rdataToString()))
                .collect(Collectors.joining("; "));
    }

    static String answer(Message response) {
        return records(response, Section.ANSWER);
    }

    static String authority(Message response) {
        return records(response, Section.AUTHORITY);
    }
}
