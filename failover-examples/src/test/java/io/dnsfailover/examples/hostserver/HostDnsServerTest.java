package io.dnsfailover.examples.hostserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.probes.TcpProbe;
import io.dnsfailover.testkit.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.Zone;

/** The host's server over real sockets, with the names that fail over in simulated time. */
class HostDnsServerTest {
    private Scenario scenario;
    private HostDnsServer server;

    @BeforeEach
    void startServer() throws IOException {
        FailoverPolicy www = FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary("192.0.2.10")
                .backup("192.0.2.20")
                .probe(TcpProbe.port(443))
                .build();
        scenario = Scenario.of(www).start();
        scenario.advance(Duration.ofMinutes(1));
        Zone zone = new Zone(
                Name.fromString("example.com."),
                record("example.com. 300 IN SOA ns.example.net. hostmaster.example.com. 1 3600 600 86400 60"),
                record("example.com. 300 IN NS ns.example.net."),
                record("mail.example.com. 300 IN A 192.0.2.25"),
                record("old.example.com. 300 IN CNAME mail.example.com."));
        server = HostDnsServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), zone, scenario.failover());
    }

    @AfterEach
    void stopServer() {
        server.close();
        scenario.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("over UDP and TCP, a managed name fails over and the host's own names stay")
    void managedName_failsOver_ownNamesStay(boolean tcp) throws IOException {
        assertThat(answer("www.example.com.", Type.A, tcp)).isEqualTo("192.0.2.10");
        assertThat(answer("mail.example.com.", Type.A, tcp)).isEqualTo("192.0.2.25");

        scenario.endpoint("192.0.2.10").goesDown();
        scenario.advance(Duration.ofMinutes(2));

        assertThat(answer("www.example.com.", Type.A, tcp)).isEqualTo("192.0.2.20");
        assertThat(answer("mail.example.com.", Type.A, tcp)).isEqualTo("192.0.2.25");
        assertThat(answer("old.example.com.", Type.CNAME, tcp)).isEqualTo("mail.example.com.");
    }

    @Test
    @DisplayName("a managed name that the zone does not have is never NXDOMAIN")
    void managedName_withoutThatType_isNoData() throws IOException {
        Message managed = ask("www.example.com.", Type.TXT, false);
        Message unknown = ask("nothing.example.com.", Type.TXT, false);

        assertThat(managed.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(managed.getSection(Section.ANSWER)).isEmpty();
        assertThat(managed.getSection(Section.AUTHORITY)).hasSize(1);
        assertThat(unknown.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void otherZones_areRefused() throws IOException {
        Message response = ask("www.example.org.", Type.A, false);

        assertThat(response.getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(response.getHeader().getFlag(Flags.AA)).isFalse();
    }

    private String answer(String name, int type, boolean tcp) throws IOException {
        return ask(name, type, tcp).getSection(Section.ANSWER).get(0).rdataToString();
    }

    private Message ask(String name, int type, boolean tcp) throws IOException {
        SimpleResolver resolver = new SimpleResolver(server.address());
        resolver.setTCP(tcp);
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)));
    }

    private static Record record(String line) throws IOException {
        String[] parts = line.split(" ", 5);
        return Record.fromString(
                Name.fromString(parts[0]),
                Type.value(parts[3]),
                DClass.IN,
                Long.parseLong(parts[1]),
                parts[4],
                Name.root);
    }
}
