package io.dnsfailover.examples.powerdns;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.server.PowerDnsRemoteServer;
import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.probes.TcpProbe;
import io.dnsfailover.testkit.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** A real PowerDNS, with an outage in simulated time. */
class BehindPowerDnsTest {
    @Test
    @DisplayName("PowerDNS answers with the primary, and with the backup as soon as the record has moved")
    void powerDns_answersWhatTheRecordHolds(@TempDir Path directory) throws Exception {
        FailoverPolicy www = FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary("192.0.2.10")
                .backup("192.0.2.20")
                .probe(TcpProbe.port(443))
                .build();
        Path socket = directory.resolve("pdns.sock");
        try (Scenario scenario = Scenario.of(www).start();
                BehindPowerDns backend = BehindPowerDns.start(socket, scenario.failover());
                RealServer powerDns = PowerDnsRemoteServer.start(socket)) {
            scenario.advance(Duration.ofMinutes(1));
            assertThat(answer(powerDns)).isEqualTo("192.0.2.10");

            scenario.endpoint("192.0.2.10").goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(answer(powerDns)).isEqualTo("192.0.2.20");
            assertThat(ask(powerDns, "other.example.com.").getRcode()).isEqualTo(Rcode.NXDOMAIN);
            assertThat(backend).isNotNull();
        }
    }

    private static String answer(RealServer server) throws Exception {
        return ask(server, "www.example.com.").getSection(Section.ANSWER).get(0).rdataToString();
    }

    private static Message ask(RealServer server, String name) throws Exception {
        SimpleResolver resolver = new SimpleResolver(server.address());
        resolver.setTimeout(Duration.ofSeconds(10));
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, DClass.IN)));
    }
}
