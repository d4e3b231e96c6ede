package io.dnsfailover.dns.powerdns;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.dns.server.PowerDnsServer;
import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.Secret;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

/** Short words for the tests of this package, and somebody else who has the same key and knows nothing of marks. */
final class Api {
    private Api() {}

    static PowerDnsPublisherBuilder to(PowerDnsServer server) {
        return to(server.api(), server.address());
    }

    static PowerDnsPublisherBuilder to(InetSocketAddress api, InetSocketAddress dns) {
        return PowerDnsPublisher.to(api).key(Secret.of(PowerDnsServer.API_KEY)).dns(dns);
    }

    static RecordSet set(String owner, String... addresses) {
        RecordSetKey key = new RecordSetKey(DnsName.of(RealServer.ZONE), DnsName.of(owner), RecordType.A);
        return RecordSet.of(key, new Ttl(30), List.of(addresses));
    }

    static Change change(long generation, RecordSet desired) {
        return new Change(desired, null, generation, 0);
    }

    static void replaceByHand(PowerDnsServer server, RecordSet set) throws Exception {
        String records = set.rdata().stream()
                .map(datum -> "{\"content\":\"" + datum + "\",\"disabled\":false}")
                .collect(Collectors.joining(","));
        patch(
                server,
                "{\"rrsets\":[{\"name\":\"%s\",\"type\":\"%s\",\"ttl\":%d,\"changetype\":\"REPLACE\",\"records\":[%s]}]}"
                        .formatted(
                                set.key().owner(), set.key().type(), set.ttl().seconds(), records));
    }

    static void patch(PowerDnsServer server, String body) throws Exception {
        assertThat(ask(server, "PATCH", "/api/v1/servers/localhost/zones/" + RealServer.ZONE, body)
                        .status())
                .isEqualTo(204);
    }

    static HttpReply ask(PowerDnsServer server, String method, String path, String body) throws Exception {
        try (HttpTransport transport = new HttpTransport(server.api(), null)) {
            String request = method + " " + path + " HTTP/1.1\r\nHost: x\r\nX-API-Key: " + PowerDnsServer.API_KEY
                    + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            return transport.exchange(
                    request.getBytes(StandardCharsets.US_ASCII), Deadline.after(Duration.ofSeconds(20)));
        }
    }

    /** What the server answers to an ordinary query; null when there is none. */
    static @Nullable RecordSet lookup(RealServer server, RecordSetKey key) throws Exception {
        Name owner = ZoneRecords.name(key.owner());
        int type = ZoneRecords.type(key.type());
        SimpleResolver resolver = new SimpleResolver(server.address());
        resolver.setTimeout(Duration.ofSeconds(20));
        Message answer = resolver.send(Message.newQuery(Record.newRecord(owner, type, DClass.IN)));
        List<Record> records = answer.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type)
                .toList();
        return records.isEmpty()
                ? null
                : ZoneRecords.recordSet(key, records, records.get(0).getTTL());
    }
}
