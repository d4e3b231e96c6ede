package io.dnsfailover.examples.checks;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.probes.BodyRule;
import io.dnsfailover.probes.CertificateProbe;
import io.dnsfailover.probes.DnsProbe;
import io.dnsfailover.probes.DnsProbe.Match;
import io.dnsfailover.probes.DnsProbe.Rcode;
import io.dnsfailover.probes.ExecProbe;
import io.dnsfailover.probes.HttpProbe;
import io.dnsfailover.probes.PingProbe;
import io.dnsfailover.probes.RedirectPolicy;
import io.dnsfailover.probes.SmtpProbe;
import io.dnsfailover.probes.TcpProbe;
import io.dnsfailover.probes.UdpProbe;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The checks that {@code docs/probes.md} shows; a test holds them against what the page says in YAML. */
public final class ProbeExamples {
    private ProbeExamples() {}

    /**
     * The examples of each section, in its order.
     *
     * @return by the name of the region
     */
    public static Map<String, List<ProbeSpec>> all() {
        return Map.of(
                "tcp", tcp(),
                "udp", udp(),
                "http", http(),
                "dns", dns(),
                "smtp", smtp(),
                "certificate", certificate(),
                "ping", ping(),
                "exec", exec());
    }

    private static List<ProbeSpec> tcp() {
        return List.of(
                // tag::tcp[]
                TcpProbe.port(443),
                TcpProbe.port(22).expect("SSH-2.0-"),
                TcpProbe.port(6379).send("PING\r\n").expect("+PONG"),
                TcpProbe.port(21).banner("220 ").send("NOOP\r\n").expectPattern("(?m)^2[0-9][0-9] ")
                // end::tcp[]
                );
    }

    private static List<ProbeSpec> udp() {
        return List.of(
                // tag::udp[]
                UdpProbe.ntp(),
                UdpProbe.sip(),
                UdpProbe.port(27960).sendHex("ffffffff 67657473746174757320").expect("statusResponse"),
                UdpProbe.port(514).send("check").silencePasses()
                // end::udp[]
                );
    }

    private static List<ProbeSpec> http() {
        return List.of(
                // tag::http[]
                HttpProbe.http(),
                HttpProbe.https()
                        .path("/healthz")
                        .host("www.example.com")
                        .expectStatus(200)
                        .expectBody("ok"),
                HttpProbe.https()
                        .path("/status")
                        .expect(new BodyRule.Json("/role", "primary"))
                        .digest(),
                HttpProbe.http().followRedirects(RedirectPolicy.listed(2, "login.example.com"))
                // end::http[]
                );
    }

    private static List<ProbeSpec> dns() {
        return List.of(
                // tag::dns[]
                DnsProbe.ask("www.example.com.", DnsProbe.Type.A),
                DnsProbe.ask("www.example.com.", DnsProbe.Type.A).expect(Match.ONE_OF, "192.0.2.10", "192.0.2.20"),
                DnsProbe.ask("example.com.", DnsProbe.Type.SOA).withoutRecursion(),
                DnsProbe.ask("gone.example.com.", DnsProbe.Type.A).rcodes(Rcode.NXDOMAIN)
                // end::dns[]
                );
    }

    private static List<ProbeSpec> smtp() {
        return List.of(
                // tag::smtp[]
                SmtpProbe.port(25),
                SmtpProbe.port(587).startTls().host("mail.example.com").ehlo("probe.example.net")
                // end::smtp[]
                );
    }

    private static List<ProbeSpec> certificate() {
        return List.of(
                // tag::certificate[]
                CertificateProbe.port(443)
                        .host("www.example.com")
                        .covers("example.com")
                        .warnBefore(Duration.ofDays(30))
                // end::certificate[]
                );
    }

    private static List<ProbeSpec> ping() {
        return List.of(
                // tag::ping[]
                PingProbe.once()
                // end::ping[]
                );
    }

    private static List<ProbeSpec> exec() {
        return List.of(
                // tag::exec[]
                ExecProbe.run("/usr/lib/nagios/plugins/check_ldap", "-H", "{address}", "-p", "{port}")
                        .port(389)
                        .environment("LC_ALL", "C")
                        .inconclusive(3)
                // end::exec[]
                );
    }
}
