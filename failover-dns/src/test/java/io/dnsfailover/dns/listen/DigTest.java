package io.dnsfailover.dns.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.answer.Fixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people will look at it with first. */
class DigTest {
    private static final Answerer ANSWERER = Fixture.answerer(Fixture.directory());
    private DnsListener listener;

    @BeforeEach
    void start() throws Exception {
        assumeDig();
        listener = DnsListener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ANSWERER);
    }

    private static void assumeDig() throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder("dig", "-v").redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            process.waitFor();
        } catch (IOException e) {
            if ("required".equals(System.getProperty("failover.realServers"))) {
                throw new AssertionError("dig is required here", e);
            }
            assumeTrue(false, "dig is not installed");
        }
    }

    @AfterEach
    void close() {
        if (listener != null) {
            listener.close();
        }
    }

    private String dig(String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("dig", "-r", "@127.0.0.1", "+tries=1", "+time=5"));
        command.addAll(List.of("-p", String.valueOf(listener.address().getPort())));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    @ParameterizedTest(name = "dig {0}")
    @CsvSource(delimiter = '|', textBlock = """
            www.example.com. A                 | NOERROR  | 2 | 0 | true
            +tcp www.example.com. A            | NOERROR  | 2 | 0 | true
            +noedns www.example.com. A         | NOERROR  | 2 | 0 | false
            +dnssec www.example.com. A         | NOERROR  | 2 | 0 | true
            www.example.com. -t TYPE65         | NOERROR  | 0 | 1 | true
            www.example.com. ANY               | NOERROR  | 2 | 0 | true
            +notcp www.example.com. ANY        | NOERROR  | 2 | 0 | true
            WWW.Example.COM. AAAA              | NOERROR  | 1 | 0 | true
            api.example.com. AAAA              | NOERROR  | 2 | 0 | true
            example.com. SOA                   | NOERROR  | 1 | 0 | true
            example.com. NS                    | NOERROR  | 2 | 0 | true
            x.wild.example.com. A              | NOERROR  | 1 | 0 | true
            nothing.example.com. A             | NXDOMAIN | 0 | 1 | true
            www.example.org. A                 | REFUSED  | 0 | 0 | true
            version.bind. CH TXT               | REFUSED  | 0 | 0 | true
            pending.example.com. A             | SERVFAIL | 0 | 0 | true
            +edns=1 +noednsneg www.example.com. A | BADVERS | 0 | 0 | true
            +ednsopt=65001:abcd www.example.com. A | NOERROR | 2 | 0 | true
            """)
    void dig_everyKindOfQuestion_isContent(String arguments, String rcode, int answers, int authorities, boolean opt)
            throws Exception {
        String output = dig(arguments);

        assertThat(output)
                .contains("status: " + rcode)
                .contains("ANSWER: " + answers + ", AUTHORITY: " + authorities)
                .doesNotContainIgnoringCase("malformed")
                .doesNotContainIgnoringCase("mismatch")
                .doesNotContain("Got bad packet")
                .doesNotContain(";; Warning: query response not set");
        assertThat(output.contains("udp: 1232")).isEqualTo(opt);
    }

    @Test
    void dig_opcodeNotify_isNotImplemented() throws Exception {
        assertThat(dig("+opcode=NOTIFY +noedns example.com. SOA")).contains("status: NOTIMP");
    }

    @Test
    void dig_axfr_isRefused() throws Exception {
        assertThat(dig("example.com. AXFR")).contains("Transfer failed");
    }
}
