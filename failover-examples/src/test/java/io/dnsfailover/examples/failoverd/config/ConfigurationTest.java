package io.dnsfailover.examples.failoverd.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.net.InetAddresses;
import io.dnsfailover.decision.Brake;
import io.dnsfailover.health.Damping;
import io.dnsfailover.health.Latency;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.CombinedProbe;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.probes.HttpProbe;
import io.dnsfailover.probes.RedirectPolicy;
import io.dnsfailover.probes.TcpProbe;
import io.dnsfailover.probes.UdpProbe;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.quorum.Quorum;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    Path directory;

    private ConfigFile file;

    @BeforeEach
    void openDirectory() {
        file = new ConfigFile(directory);
    }

    @Test
    void completeFile_saysEverything() throws Exception {
        Configuration read = file.read(ConfigFile.COMPLETE);

        assertThat(read.locations()).containsExactly(new LocationSettings(new Location("fra1", "eu-central"), null));
        assertThat(read.dns().listen()).containsExactly(at("127.0.0.1", 5300));
        assertThat(read.publishers()).singleElement().isInstanceOfSatisfying(Rfc2136Settings.class, publisher -> {
            assertThat(publisher.server()).isEqualTo(at("127.0.0.1", 5353));
            assertThat(publisher.key().name()).hasToString("ddns.");
        });
        assertThat(read.policies())
                .containsExactly(FailoverPolicy.named("www")
                        .record("example.com.", "www.example.com.", RecordType.A)
                        .ttl(Duration.ofSeconds(30))
                        .primary("192.0.2.10")
                        .backup(new Endpoint("backup", Target.parse("192.0.2.20"), 8080))
                        .probe(HttpProbe.http()
                                .port(80)
                                .path("/healthz")
                                .host("www.example.com")
                                .expectStatus(200)
                                .expectBody("ok"))
                        .quorum(Quorum.atLeast(1))
                        .build());
    }

    @Test
    @DisplayName(
            "without locations there is one, without dns and publishers there are none, and a policy has the library's"
                    + " defaults")
    void leastFile_hasDefaults() throws Exception {
        Configuration read = file.read(ConfigFile.policy());

        assertThat(read.locations()).containsExactly(new LocationSettings(Location.of("local"), null));
        assertThat(read.guards()).isEqualTo(GuardSettings.DEFAULT);
        assertThat(read.dns()).isEqualTo(DnsSettings.NONE);
        assertThat(read.publishers()).isEmpty();
        assertThat(read.policies())
                .containsExactly(FailoverPolicy.named("www")
                        .record("example.com.", "www.example.com.", RecordType.A)
                        .primary("192.0.2.10")
                        .backup("192.0.2.20")
                        .probe(TcpProbe.port(443))
                        .build());
    }

    @Test
    void guards_areRead() throws Exception {
        Configuration read = file.read("""
            brake: {share: 30, minimum: 5, window: 1h}
            doubt: {share: 90, minimum: 4}
            control-targets:
              - {id: gateway, address: 192.0.2.1, probe: {type: tcp, port: 22}}
              - {target: dns.example.net., port: 5353, probe: {type: tcp, port: 53}}
            """ + ConfigFile.policy());

        assertThat(read.guards())
                .isEqualTo(new GuardSettings(
                        new Brake(30, 5, Duration.ofHours(1)),
                        new Doubt(90, 4),
                        List.of(
                                new GuardSettings.Control(
                                        Endpoint.of("192.0.2.1").named("gateway"), TcpProbe.port(22)),
                                new GuardSettings.Control(
                                        Endpoint.of("dns.example.net.").onPort(5353), TcpProbe.port(53)))));
        assertThat(file.read(read.effective()).guards()).isEqualTo(read.guards());
    }

    @Test
    @DisplayName("what a guard does not say, the library's default says")
    void guards_areReadKeyByKey() throws Exception {
        GuardSettings read = file.read("brake: {share: 30}\ndoubt: {minimum: 9}\n" + ConfigFile.policy())
                .guards();

        assertThat(read.brake()).isEqualTo(new Brake(30, Brake.DEFAULT.minimum(), Brake.DEFAULT.window()));
        assertThat(read.doubt()).isEqualTo(new Doubt(Doubt.DEFAULT.share(), 9));
    }

    @Test
    void policy_saysMoreThanDefaults() throws Exception {
        FailoverPolicy policy = onlyPolicy("""
            defaults:
              record: {zone: example.com., type: AAAA, ttl: 2m}
              damping: {fall: 7, rise: 8}
              failback: {mode: after, dwell: 9m}
              moves: {max: 4, per: 1h}
              quorum: all
              interval: 20s
              probe: {type: http, port: 8080, path: /a, expect-body: fine}
            policies:
              - name: www
                record: {name: www.example.com., type: A}
                endpoints: [192.0.2.10]
                damping: {fall: 2}
                failback: {mode: manual}
                interval: 10s
                probe: {path: /b}
            """);

        assertThat(policy.record().type()).isEqualTo(RecordType.A);
        assertThat(policy.ttl().duration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(policy.damping()).isEqualTo(new Damping(2, Damping.DEFAULT.ok(), 8));
        assertThat(policy.failback()).isEqualTo(Failback.manual());
        assertThat(policy.moveBudget()).isEqualTo(new MoveBudget(4, Duration.ofHours(1)));
        assertThat(policy.quorum()).isEqualTo(Quorum.all());
        assertThat(policy.interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(policy.probe())
                .isEqualTo(HttpProbe.http().port(8080).path("/b").expectBody("fine"));
    }

    @Test
    @DisplayName("a probe with a type of its own takes nothing from the default's")
    void probeWithType_replacesDefault() throws Exception {
        FailoverPolicy policy =
                onlyPolicy("defaults: {probe: {type: http, port: 8080, path: /a}}\n" + ConfigFile.policy());

        assertThat(policy.probe()).isEqualTo(TcpProbe.port(443));
    }

    @Test
    void ttl_standsInTheRecordOrBesideIt() throws Exception {
        assertThat(onlyPolicy("defaults: {ttl: 9s}\n" + ConfigFile.policy())
                        .ttl()
                        .seconds())
                .isEqualTo(9);
        assertThat(onlyPolicy("defaults: {record: {ttl: 9s}}\n" + ConfigFile.policy("ttl: 8s"))
                        .ttl()
                        .seconds())
                .isEqualTo(8);
    }

    @Test
    void probes_canSayAllThatTheLibraryCan() throws Exception {
        assertThat(probe("{type: tcp, port: 25, send: \"EHLO x\\r\\n\", expect: \"250\"}"))
                .isEqualTo(TcpProbe.port(25).send("EHLO x\r\n").expect("250"));
        assertThat(probe("{type: udp, port: 53, send-hex: 00ff, expect-hex: \"00 01\"}"))
                .isEqualTo(UdpProbe.port(53).sendHex("00ff").expectHex("00 01"));
        assertThat(probe("{type: https, insecure: true, expect-status: [200-299, 401], redirects: {same-host: 3}}"))
                .isEqualTo(HttpProbe.https()
                        .insecure()
                        .expectStatus(200, 299)
                        .expectStatus(401)
                        .followRedirects(RedirectPolicy.sameHost(3)));
    }

    @Test
    @DisplayName("several checks combine, with weights and one level deep")
    void combinedProbes_areRead() throws Exception {
        assertThat(probe("{type: all, parts: [{type: tcp, port: 80}, {type: tcp, port: 25}]}"))
                .isEqualTo(CombinedProbe.all(TcpProbe.port(80), TcpProbe.port(25)));
        assertThat(probe("{type: any, parts: [{type: tcp, port: 80}, {probe: {type: tcp, port: 25}}]}"))
                .isEqualTo(CombinedProbe.any(TcpProbe.port(80), TcpProbe.port(25)));
        assertThat(probe("{type: at-least, needed: 2, parts: [{type: tcp, port: 80}, {weight: 2, probe: {type: any,"
                        + " parts: [{type: tcp, port: 110}, {type: tcp, port: 143}]}}]}"))
                .isEqualTo(CombinedProbe.atLeast(2, TcpProbe.port(80))
                        .and(2, CombinedProbe.any(TcpProbe.port(110), TcpProbe.port(143))));
    }

    @Test
    @DisplayName("limits on latency have defaults of their own, and the least readiness is a number")
    void latencyAndReadiness_areRead() throws Exception {
        FailoverPolicy policy = onlyPolicy(ConfigFile.policy("latency: {warn-above: 200ms}", "readiness: 60"));

        assertThat(policy.latency()).isEqualTo(Latency.percentile(90).warnAbove(Duration.ofMillis(200)));
        assertThat(policy.readiness()).isEqualTo(60);
        assertThat(onlyPolicy("defaults: {latency: {fail-above: 2s, of: 7}}\n"
                                + ConfigFile.policy("latency: {percentile: 50, warn-above: 1s}"))
                        .latency())
                .isEqualTo(new Latency(50, 7, Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    @Test
    void failbackAndAllDown_haveShortForms() throws Exception {
        FailoverPolicy policy =
                onlyPolicy(ConfigFile.policy("failback: automatic", "all-down: {last-resort: 192.0.2.99}"));

        assertThat(policy.failback()).isEqualTo(Failback.automatic());
        assertThat(policy.allDown()).isEqualTo(AllDown.lastResort("192.0.2.99"));
    }

    @Test
    @DisplayName("a CNAME's endpoints are names")
    void cname_pointsAtNames() throws Exception {
        FailoverPolicy policy = onlyPolicy("""
            policies:
              - name: cdn
                record: {zone: example.com., name: cdn.example.com., type: CNAME}
                endpoints: [a.example.net., {target: b.example.net., port: 81}]
                probe: {type: http}
            """);

        assertThat(policy.primary().target()).hasToString("a.example.net.");
        assertThat(policy.endpoints().get(1).id()).isEqualTo("b.example.net.");
    }

    @Test
    void dns_answersOnSeveralAddressesAndDescribesZones() throws Exception {
        DnsSettings dns = file.read("""
            dns:
              listen: ["127.0.0.1:5300", "[::1]:5300"]
              zones:
                - zone: example.com.
                  nameservers: [ns.example.net., {name: ns.example.com., addresses: ["192.0.2.53", "2001:db8::53"]}]
                  contact: dns.example.com.
                  ttl: 2h
                  negative-ttl: 30s
            """ + ConfigFile.policy()).dns();

        assertThat(dns.listen()).containsExactly(at("127.0.0.1", 5300), at("::1", 5300));
        assertThat(dns.zones()).singleElement().satisfies(zone -> {
            assertThat(zone.primary()).hasToString("ns.example.net.");
            assertThat(zone.nameServers()).hasSize(2);
            assertThat(zone.ttl().duration()).isEqualTo(Duration.ofHours(2));
            assertThat(zone.negativeTtl().seconds()).isEqualTo(30);
        });
    }

    @Test
    @DisplayName("what is printed as effective is a valid file that says the same again")
    void effective_isAFixedPoint() throws Exception {
        String all = """
            locations: [{id: a, domain: x, source: 127.0.0.1}, {id: b}]
            dns: {listen: "[::1]:5300", zones: [{zone: example.com., nameservers: [ns.example.net.]}]}
            publishers:
              - {type: rfc2136, server: "[::1]", key: {name: ddns, algorithm: hmac-sha512, secret-file: key.txt}, owner: me, timeout: 3s, max-batch: 7}
              - {type: powerdns, api: "127.0.0.1", dns: 192.0.2.53, key-file: key.txt}
              - {type: powerdns, api: "192.0.2.54:443", dns: "192.0.2.54:5353", key-file: key.txt, tls: pdns.example.com,
                 owner: me, timeout: 4s, max-batch: 1}
              - {type: powerdns, api: "192.0.2.55", dns: "192.0.2.55", key-file: key.txt, clear-text: true}
            defaults: {all-down: {last-resort: 192.0.2.9}, moves: {max: 9}}
            policies:
              - {name: "b:1", record: {zone: example.com., name: "*.example.com.", type: A}, endpoints: [192.0.2.1],
                 probe: {type: tcp, port: 25, send: "a\\"\\\\\\r\\n\\u00e9 {x}: #", expect: "220"}, failback: never, quorum: majority}
              - {name: "true", record: {zone: example.com., name: b.example.com., type: A}, endpoints: [{id: "1", target: 192.0.2.1}],
                 probe: {type: https, redirects: {same-host: 2}, expect-status: [204, 300-302]}, all-down: all}
              - {name: several, record: {zone: example.com., name: c.example.com., type: A}, endpoints: [192.0.2.1], readiness: 0,
                 latency: {percentile: 50, of: 9, warn-above: 10ms, fail-above: 1s},
                 probe: {type: at-least, needed: 2, parts: [{type: tcp, port: 25}, {weight: 2, probe: {type: all,
                   parts: [{type: tcp, port: 1}, {type: tcp, port: 2}]}}]}}
            """;
        String printed = file.read(all).effective();

        Configuration again = file.read(printed);

        assertThat(again.effective()).isEqualTo(printed);
        assertThat(again.publishers()).isEqualTo(file.read(all).publishers()).hasSize(4);
        assertThat(again.policies()).extracting(FailoverPolicy::name).containsExactly("b:1", "several", "true");
        assertThat(again.policies())
                .extracting(
                        FailoverPolicy::probe,
                        FailoverPolicy::latency,
                        FailoverPolicy::readiness,
                        FailoverPolicy::allDown)
                .containsExactlyInAnyOrderElementsOf(file.read(all).policies().stream()
                        .map(policy -> tuple(policy.probe(), policy.latency(), policy.readiness(), policy.allDown()))
                        .toList());
        assertThat(again.policies().get(0).probe())
                .isEqualTo(TcpProbe.port(25).send("a\"\\\r\n\u00e9 {x}: #").expect("220"));
    }

    @Test
    @DisplayName("the secret is not in what is printed, nor in any toString")
    void secret_isNotShown() throws Exception {
        Configuration read = file.read(ConfigFile.COMPLETE);

        assertThat(read.effective()).contains("key.txt").doesNotContain(ConfigFile.SECRET);
        assertThat(read).asString().contains("ddns.").doesNotContain(ConfigFile.SECRET);
    }

    @Test
    @DisplayName("a powerdns publisher has its ports and limits when nothing is said, and everything that is said")
    void powerDns_isRead() throws Exception {
        List<PublisherSettings> read = file.read(ConfigFile.policy() + """
            publishers:
              - {type: powerdns, api: 127.0.0.1, dns: 192.0.2.53, key-file: key.txt}
              - {type: powerdns, api: "192.0.2.54:443", dns: "192.0.2.54:5353", key-file: key.txt, tls: pdns.example.com,
                 owner: me, timeout: 4s, max-batch: 1}
            """).publishers();

        assertThat(read).allSatisfy(settings -> assertThat(settings.toString()).doesNotContain(ConfigFile.SECRET));
        assertThat(read.get(0)).isInstanceOfSatisfying(PowerDnsSettings.class, settings -> {
            assertThat(settings.api()).isEqualTo(at("127.0.0.1", 8081));
            assertThat(settings.dns()).isEqualTo(at("192.0.2.53", 53));
            assertThat(settings.privacy()).isEqualTo(new PowerDnsSettings.Privacy(null, null, false));
            assertThat(settings.writing())
                    .isEqualTo(new PublisherSettings.Writing("failover", Duration.ofSeconds(10), 100));
        });
        assertThat(read.get(1)).isInstanceOfSatisfying(PowerDnsSettings.class, settings -> {
            assertThat(settings.api()).isEqualTo(at("192.0.2.54", 443));
            assertThat(settings.dns()).isEqualTo(at("192.0.2.54", 5353));
            assertThat(settings.privacy()).isEqualTo(new PowerDnsSettings.Privacy("pdns.example.com", null, false));
            assertThat(settings.writing()).isEqualTo(new PublisherSettings.Writing("me", Duration.ofSeconds(4), 1));
        });
    }

    @Test
    @DisplayName("another secret in the same file is another configuration")
    void secret_isCompared() throws Exception {
        Configuration before = file.read(ConfigFile.COMPLETE);
        file.write("key.txt", "YW5vdGhlci1zZWNyZXQtYW5vdGhlci1zZWNyZXQ=");

        assertThat(file.read(ConfigFile.COMPLETE).publishers()).isNotEqualTo(before.publishers());
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddresses.forString(address), port);
    }

    private FailoverPolicy onlyPolicy(String yaml) throws InvalidConfigurationException {
        return file.read(yaml).policies().get(0);
    }

    private Object probe(String yaml) throws InvalidConfigurationException {
        return onlyPolicy(ConfigFile.policy().replace("{type: tcp, port: 443}", yaml))
                .probe();
    }
}
