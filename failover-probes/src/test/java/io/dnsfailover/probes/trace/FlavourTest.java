package io.dnsfailover.probes.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Target;
import java.net.InetAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlavourTest {
    @ParameterizedTest
    @DisplayName("a program is told by what it prints when it is asked for its version")
    @CsvSource({
        "'Modern traceroute for Linux, version 2.1.2', LINUX",
        "traceroute (GNU inetutils) 2.4, INETUTILS",
        "'traceroute: unrecognized option ''--version''\nBusyBox v1.35.0 (Debian) multi-call binary.', BUSYBOX",
        "'tracepath: invalid option -- ''-''\nUsage\n  tracepath [options] <destination>', TRACEPATH",
        "'traceroute: illegal option -- -\nVersion 1.4a12+Darwin\nUsage: traceroute [-adDeFInrSvx]', BSD",
        "'', BSD"
    })
    void version_tellsTheFlavour(String version, Flavour flavour) {
        assertThat(Flavour.of(version)).isEqualTo(flavour);
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX, TCP, '-n -q 3 -N 6 -w 1 -T -p 443 -m 30'",
        "LINUX, ICMP, '-n -q 3 -N 6 -w 1 -I -m 30'",
        "LINUX, UDP, '-n -q 3 -N 6 -w 1 -m 30'",
        "INETUTILS, ICMP, '-q 2 -w 1 -M icmp -m 30'",
        "INETUTILS, UDP, '-q 2 -w 1 -M udp -m 30'",
        "BUSYBOX, ICMP, '-n -q 2 -w 1 -I -m 30'",
        "BUSYBOX, UDP, '-n -q 2 -w 1 -m 30'",
        "BSD, TCP, '-n -q 2 -w 2 -P tcp -e -p 443 -m 30'",
        "BSD, ICMP, '-n -q 2 -w 2 -I -m 30'",
        "BSD, UDP, '-n -q 2 -w 2 -m 30'",
        "TRACEPATH, UDP, '-n -m 30'"
    })
    void arguments_areFixed(Flavour flavour, TraceMode mode, String arguments) {
        Ask ask = new Ask(address("203.0.113.1"), 443, 30, false);

        assertThat(flavour.can(mode, ask)).isTrue();
        assertThat(String.join(" ", flavour.arguments(mode, ask))).isEqualTo(arguments + " 203.0.113.1");
    }

    @Test
    void arguments_forIpv6() {
        Ask ask = new Ask(address("2001:db8::1"), 443, 30, false);

        assertThat(String.join(" ", Flavour.BUSYBOX.arguments(TraceMode.UDP, ask)))
                .isEqualTo("-6 -n -q 2 -w 1 -m 30 2001:db8:0:0:0:0:0:1");
        assertThat(Flavour.BUSYBOX.can(TraceMode.ICMP, ask)).isFalse();
        assertThat(Flavour.INETUTILS.can(TraceMode.UDP, ask)).isFalse();
        assertThat(Flavour.BSD.can(TraceMode.TCP, ask)).isFalse();
        assertThat(Flavour.LINUX.can(TraceMode.TCP, ask)).isTrue();
    }

    @Test
    void arguments_withNames_leaveOutTheN() {
        Ask ask = new Ask(address("203.0.113.1"), 0, 5, true);

        assertThat(Flavour.LINUX.arguments(TraceMode.UDP, ask)).doesNotContain("-n");
        assertThat(Flavour.BSD.arguments(TraceMode.UDP, ask)).doesNotContain("-n");
        assertThat(Flavour.BUSYBOX.arguments(TraceMode.UDP, ask)).doesNotContain("-n");
        assertThat(Flavour.TRACEPATH.arguments(TraceMode.UDP, ask)).contains("-b");
        assertThat(Flavour.INETUTILS.arguments(TraceMode.UDP, ask)).contains("--resolve-hostnames");
    }

    @Test
    @DisplayName("TCP needs a port")
    void tcp_withoutAPort() {
        Ask ask = new Ask(address("203.0.113.1"), 0, 30, false);

        assertThat(Flavour.values()).noneMatch(flavour -> flavour.can(TraceMode.TCP, ask));
    }

    private static InetAddress address(String literal) {
        return ((Target.Address) Target.parse(literal)).address();
    }
}
