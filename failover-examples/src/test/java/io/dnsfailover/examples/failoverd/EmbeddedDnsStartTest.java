package io.dnsfailover.examples.failoverd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.listen.DnsListener;
import io.dnsfailover.dns.listen.RateLimit;
import io.dnsfailover.examples.failoverd.config.AnswerSettings;
import io.dnsfailover.examples.failoverd.config.DnsSettings;
import io.dnsfailover.examples.failoverd.config.ListenerSettings;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.probes.TcpProbe;
import io.dnsfailover.testkit.Scenario;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** What the keys of {@code dns} do to the server. */
class EmbeddedDnsStartTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    Path directory;

    private static Scenario www() {
        FailoverPolicy www = FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary("192.0.2.10")
                .backup("192.0.2.20")
                .probe(TcpProbe.port(443))
                .build();
        Scenario scenario = Scenario.of(www).start();
        scenario.advance(Duration.ofMinutes(1));
        return scenario;
    }

    private static DnsSettings settings(ListenerSettings listener, AnswerSettings answers) {
        return new DnsSettings(List.of(ANY_PORT), List.of(), listener, answers);
    }

    private static Message ask(DnsListener listener, String name, int type) throws Exception {
        SimpleResolver resolver = new SimpleResolver(listener.address());
        resolver.setIgnoreTruncation(true);
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)));
    }

    @Test
    @DisplayName("a PowerDNS and the sockets get the same, and both are gone after close")
    void remoteBackend_answersBesideTheSockets() throws Exception {
        Path socket = directory.resolve("pdns.sock");
        AnswerSettings answers = new AnswerSettings(null, "me", true, socket);
        try (Scenario scenario = www()) {
            EmbeddedDns dns = EmbeddedDns.start(settings(ListenerSettings.DEFAULT, answers), scenario.failover());
            try (dns;
                    SocketChannel powerDns = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                    BufferedReader in = new BufferedReader(Channels.newReader(powerDns, StandardCharsets.US_ASCII))) {
                powerDns.write(ByteBuffer.wrap(
                        "{\"method\":\"lookup\",\"parameters\":{\"qname\":\"www.example.com.\",\"qtype\":\"ANY\"}}\n"
                                .getBytes(StandardCharsets.US_ASCII)));

                assertThat(in.readLine()).contains("192.0.2.10");
                DnsListener listener = dns.listeners().get(0);
                assertThat(ask(listener, "_failover-a.www.example.com.", Type.TXT)
                                .toString())
                        .contains("v=1 owner=me generation=");
                assertThat(ask(listener, "_failover-status-a.www.example.com.", Type.TXT)
                                .toString())
                        .contains("holding=192.0.2.10");
            }
            assertThat(socket).doesNotExist();
        }
    }

    @Test
    void rateLimit_isHeeded() throws Exception {
        ListenerSettings limited =
                new ListenerSettings(2, RateLimit.perSecond(1).slip(1), null, null, null);
        try (Scenario scenario = www();
                EmbeddedDns dns = EmbeddedDns.start(settings(limited, AnswerSettings.DEFAULT), scenario.failover())) {
            DnsListener listener = dns.listeners().get(0);
            for (int i = 0; i < 5; i++) {
                Message response = ask(listener, "www.example.com.", Type.A);
                assertThat(response.getHeader().getFlag(Flags.TC))
                        .isEqualTo(response.getSection(Section.ANSWER).isEmpty());
            }
            assertThat(listener.counters().rateSlipped()).isPositive();
        }
    }

    @Test
    void remoteBackend_pathIsTaken_saysWhichKey() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "precious");
        AnswerSettings answers = new AnswerSettings(null, null, false, file);
        try (Scenario scenario = www()) {
            assertThatThrownBy(
                            () -> EmbeddedDns.start(settings(ListenerSettings.DEFAULT, answers), scenario.failover()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContainingAll(file.toString(), "dns.remote-backend");
        }
    }
}
