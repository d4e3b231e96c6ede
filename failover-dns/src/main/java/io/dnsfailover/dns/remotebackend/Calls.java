package io.dnsfailover.dns.remotebackend;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.internal.Json;
import io.dnsfailover.model.DnsName;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * The calls of PowerDNS' remote backend: one line of JSON in, one out. A call that is not served here, such as one that
 * would change something, is answered with {@code false}, which PowerDNS takes for "not supported".
 */
final class Calls {
    private static final String NO = "false";
    private static final String NOTHING = "[]";

    private final Answerer answerer;
    private final Lookup lookup;

    Calls(Answerer answerer) {
        this.answerer = answerer;
        this.lookup = new Lookup(answerer);
    }

    /**
     * Answers a call.
     *
     * @param line an object with {@code method} and {@code parameters}
     * @return an object with the {@code result}; without one when the answer is not known now, which PowerDNS answers with SERVFAIL
     * @throws ProtocolException when it is no call
     */
    String answer(String line) throws IOException {
        if (!(Json.parse(line) instanceof Map<?, ?> call) || !(call.get("method") instanceof String method)) {
            throw new ProtocolException("a call is an object with a method");
        }
        Map<?, ?> parameters = call.get("parameters") instanceof Map<?, ?> given ? given : Map.of();
        String result = result(method, parameters);
        return result == null ? "{\"log\":[\"not known yet\"]}" : "{\"result\":" + result + "}";
    }

    private @Nullable String result(String method, Map<?, ?> parameters) throws IOException {
        return switch (method) {
            case "initialize" -> "true";
            case "lookup" -> lookup(text(parameters, "qname"), text(parameters, "qtype"));
            case "getAllDomains" -> domains();
            case "getDomainInfo" -> domain(text(parameters, "name"));
            case "getDomainMetadata" -> NOTHING;
            case "getAllDomainMetadata" -> "{}";
            default -> NO;
        };
    }

    private static String text(Map<?, ?> parameters, String name) throws ProtocolException {
        if (parameters.get(name) instanceof String text) {
            return text;
        }
        throw new ProtocolException("a call without " + name);
    }

    private @Nullable String lookup(String name, String type) throws IOException {
        List<Record> records = lookup.records(name, type);
        if (records == null) {
            return null;
        }
        List<String> rows = new ArrayList<>();
        for (Record record : records) {
            rows.add("{\"qname\":" + Json.quoted(name)
                    + ",\"qtype\":" + Json.quoted(Type.string(record.getType()))
                    + ",\"content\":" + Json.quoted(record.rdataToString())
                    + ",\"ttl\":" + record.getTTL()
                    + ",\"auth\":true}");
        }
        if (rows.isEmpty() && lookup.isEmptyNonTerminal(name)) {
            rows.add("{\"qname\":" + Json.quoted(name) + ",\"qtype\":\"\",\"content\":\"\",\"ttl\":0,\"auth\":true}");
        }
        return list(rows);
    }

    private String domains() throws IOException {
        List<String> rows = new ArrayList<>();
        for (DnsName zone : answerer.zones().stream().sorted().toList()) {
            String row = domain(zone.toString());
            if (!row.equals(NO)) {
                rows.add(row);
            }
        }
        return list(rows);
    }

    private static String list(List<String> rows) {
        return "[" + String.join(",", rows) + "]";
    }

    private String domain(String name) throws IOException {
        List<Record> found = lookup.records(name, "SOA");
        if (found == null || found.isEmpty() || !(found.get(0) instanceof SOARecord soa)) {
            return NO;
        }
        // The number only has to be the same whenever PowerDNS asks, and other than that of another zone.
        int id = soa.getName().hashCode() & Integer.MAX_VALUE;
        return "{\"id\":" + id + ",\"zone\":" + Json.quoted(name) + ",\"kind\":\"native\",\"serial\":" + soa.getSerial()
                + "}";
    }
}
