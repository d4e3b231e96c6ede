package io.dnsfailover.examples.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.server.KnotServer;
import io.dnsfailover.dns.server.NamedServer;
import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.probes.DnsProbe;
import io.dnsfailover.probes.DnsProbe.Match;
import io.dnsfailover.probes.DnsProbe.Rcode;
import io.dnsfailover.probes.DnsProbe.Type;
import io.dnsfailover.probes.NetworkProber;
import io.dnsfailover.spi.ProbeRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DNS checks of a real BIND and a real Knot. */
class DnsChecksOnRealServersTest {
    private static final String[] RECORDS = {
        "www A 192.0.2.10",
        "www A 192.0.2.20",
        "www AAAA 2001:db8::10",
        "alias CNAME www",
        "@ MX 10 mail",
        "_sip._tcp SRV 1 2 5060 www",
        "text TXT \"v=one\" \" two\"",
        "big TXT \"" + "x".repeat(250) + "\" \"" + "y".repeat(250) + "\" \"" + "z".repeat(250) + "\""
    };

    private enum Server {
        BIND,
        KNOT
    }

    private static RealServer bind;
    private static RealServer knot;

    @BeforeAll
    static void start() {
        bind = NamedServer.start(RECORDS);
        knot = KnotServer.start(RECORDS);
    }

    @AfterAll
    static void stop() {
        bind.close();
        knot.close();
    }

    private static ProbeResult check(Server server, DnsProbe probe) throws Exception {
        assertThat(probe.violations()).isEmpty();
        int port = (server == Server.BIND ? bind : knot).address().getPort();
        try (NetworkProber prober = NetworkProber.create()) {
            return prober.prepare(probe)
                    .probe(new ProbeRequest(Endpoint.of("127.0.0.1"), port, Duration.ofSeconds(10)))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static DnsProbe ask(String name, Type type) {
        return DnsProbe.ask(name + "example.com.", type).withoutRecursion();
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    @DisplayName("each type of record is read as the server's zone file has it")
    void everyType_isRead(Server server) throws Exception {
        for (DnsProbe probe : List.of(
                ask("www.", Type.A).expect(Match.EQUALS, "192.0.2.10", "192.0.2.20"),
                ask("www.", Type.AAAA).expect(Match.EQUALS, "2001:db8::10"),
                ask("alias.", Type.CNAME).expect(Match.EQUALS, "www.example.com."),
                ask("alias.", Type.A).expect(Match.EQUALS, "192.0.2.10", "192.0.2.20"),
                ask("", Type.MX).expect(Match.EQUALS, "10 mail.example.com."),
                ask("", Type.NS).expect(Match.EQUALS, "ns1.example.com."),
                ask("", Type.SOA).expect(Match.EQUALS, "ns1.example.com. hostmaster.example.com. 1 3600 600 86400 60"),
                ask("_sip._tcp.", Type.SRV).expect(Match.EQUALS, "1 2 5060 www.example.com."),
                ask("text.", Type.TXT).expect(Match.EQUALS, "v=one two"))) {
            for (DnsProbe transport : List.of(probe, probe.overTcp())) {
                ProbeResult result = check(server, transport);

                assertThat(result.reason())
                        .as(transport + " " + result.detail())
                        .isEqualTo(Reason.EXPECTED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    @DisplayName("an answer that does not fit a datagram comes over TCP")
    void bigAnswer_comesOverTcp(Server server) throws Exception {
        ProbeResult result = check(
                server,
                ask("big.", Type.TXT).expect(Match.EQUALS, "x".repeat(250) + "y".repeat(250) + "z".repeat(250)));

        assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
        assertThat(result.timings().connect()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void whatIsNotThere_fails_unlessItIsWanted(Server server) throws Exception {
        assertThat(check(server, ask("gone.", Type.A)).status()).isEqualTo(3);
        assertThat(check(server, ask("gone.", Type.A).rcodes(Rcode.NXDOMAIN)).reason())
                .isEqualTo(Reason.EXPECTED);
        assertThat(check(server, ask("text.", Type.A)).reason()).isEqualTo(Reason.CONTENT);
        assertThat(check(server, DnsProbe.ask("example.org.", Type.SOA)).reason())
                .isEqualTo(Reason.STATUS);
    }
}
