package io.dnsfailover.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Reason;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PingOutputTest {
    static Stream<Arguments> outputs() {
        return Stream.of(
                Arguments.of("iputils", 0, Reason.EXPECTED, """
                    PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.
                    64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.040 ms

                    1 packets transmitted, 1 received, 0% packet loss, time 0ms
                    rtt min/avg/max/mdev = 0.040/0.040/0.040/0.000 ms
                    """),
                Arguments.of("busybox", 0, Reason.EXPECTED, """
                    PING 127.0.0.1 (127.0.0.1): 56 data bytes
                    64 bytes from 127.0.0.1: seq=0 ttl=64 time=0.069 ms

                    1 packets transmitted, 1 packets received, 0% packet loss
                    """),
                Arguments.of("macOS", 0, Reason.EXPECTED, """
                    PING 192.0.2.1 (192.0.2.1): 56 data bytes
                    64 bytes from 192.0.2.1: icmp_seq=0 ttl=57 time=12.345 ms

                    1 packets transmitted, 1 packets received, 0.0% packet loss
                    """),
                Arguments.of("BSD, IPv6", 0, Reason.EXPECTED, """
                    PING6(56=40+8+8 bytes) ::1 --> ::1
                    16 bytes from ::1, icmp_seq=0 hlim=64 time=0.134 ms
                    """),
                Arguments.of("iputils, nothing", 1, Reason.RESPONSE_TIMEOUT, """
                    PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.

                    1 packets transmitted, 0 received, 100% packet loss, time 0ms
                    """),
                Arguments.of("BSD, nothing", 2, Reason.RESPONSE_TIMEOUT, """
                    PING 192.0.2.1 (192.0.2.1): 56 data bytes

                    1 packets transmitted, 0 packets received, 100.0% packet loss
                    """),
                Arguments.of("iputils, a router", 1, Reason.UNREACHABLE, """
                    PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.
                    From 198.51.100.1 icmp_seq=1 Destination Host Unreachable

                    1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms
                    """),
                Arguments.of("BSD, a router", 2, Reason.UNREACHABLE, """
                    PING 192.0.2.1 (192.0.2.1): 56 data bytes
                    92 bytes from 198.51.100.1: Destination Host Unreachable
                    """),
                Arguments.of(
                        "iputils, no permission",
                        2,
                        Reason.LOCAL_TROUBLE,
                        "ping: socktype: SOCK_RAW\nping: socket: Operation not permitted\n"),
                Arguments.of(
                        "busybox, no permission",
                        1,
                        Reason.LOCAL_TROUBLE,
                        "PING 192.0.2.1 (192.0.2.1): 56 data bytes\nping: permission denied (are you root?)\n"),
                Arguments.of("iputils, no route", 2, Reason.LOCAL_TROUBLE, "ping: connect: Network is unreachable\n"),
                Arguments.of(
                        "busybox, no route",
                        1,
                        Reason.LOCAL_TROUBLE,
                        "PING 192.0.2.1 (192.0.2.1): 56 data bytes\nping: sendto: Network unreachable\n"),
                Arguments.of(
                        "busybox, usage",
                        1,
                        Reason.LOCAL_TROUBLE,
                        "ping: invalid option -- 'n'\nUsage: ping [OPTIONS] HOST\n"),
                Arguments.of("nothing", 0, Reason.LOCAL_TROUBLE, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outputs")
    void judge_knowsThePrograms(String program, int exit, Reason reason, String output) {
        assertThat(PingOutput.judge(exit, output).reason()).as(program).isEqualTo(reason);
    }
}
