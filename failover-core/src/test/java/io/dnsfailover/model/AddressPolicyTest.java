package io.dnsfailover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    private static final AddressPolicy PUBLIC = AddressPolicy.publicOnly();

    private static InetAddress address(String literal) {
        return ((Target.Address) Target.parse(literal)).address();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, this network",
        "0.1.2.3, this network",
        "0.255.255.255, this network",
        "10.0.0.0, private use",
        "10.255.255.255, private use",
        "100.64.0.1, carrier-grade NAT",
        "100.127.255.255, carrier-grade NAT",
        "127.0.0.1, loopback",
        "127.1.2.3, loopback",
        "127.255.255.255, loopback",
        "169.254.0.1, link-local",
        "169.254.169.254, link-local",
        "172.16.0.1, private use",
        "172.31.255.255, private use",
        "192.0.0.8, protocol assignments",
        "192.0.0.170, protocol assignments",
        "192.0.2.1, documentation",
        "192.88.99.1, 6to4 relays",
        "192.168.0.1, private use",
        "192.168.255.255, private use",
        "198.18.0.1, benchmarks",
        "198.19.255.255, benchmarks",
        "198.51.100.7, documentation",
        "203.0.113.7, documentation",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, reserved",
        "::, the unspecified address",
        "::1, loopback",
        "::7f00:1, IPv4-compatible",
        "::a9fe:a9fe, IPv4-compatible",
        "64:ff9b::7f00:1, NAT64",
        "64:ff9b::a9fe:a9fe, NAT64",
        "64:ff9b:1::1, NAT64",
        "100::1, discarded",
        "2001::1, Teredo",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2, Teredo",
        "2001:2::1, benchmarks",
        "2001:10::1, ORCHID",
        "2001:20::1, ORCHID",
        "2001:1ff::1, protocol assignments",
        "2001:db8::1, documentation",
        "2002:7f00:1::, 6to4",
        "2002:a9fe:a9fe::1, 6to4",
        "3fff::1, documentation",
        "3fff:fff::1, documentation",
        "fc00::1, unique local",
        "fd00::1, unique local",
        "fd00:ec2::254, unique local",
        "fdff:ffff::1, unique local",
        "fe80::1, link-local",
        "febf::1, link-local",
        "fec0::1, site-local",
        "ff02::1, multicast",
        "ff0e::1, multicast",
        "1::1, not global unicast",
        "4000::1, not global unicast",
        "5f00::1, not global unicast",
        "8000::1, not global unicast",
        "fb00::1, not global unicast",
        "100:0:0:1::1, not global unicast"
    })
    void refused(String literal, String what) {
        assertThat(PUBLIC.refusal(address(literal))).contains(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.0.3.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2000::1",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2003::1",
                "2606:4700::1111",
                "2a00::1",
                "3ffe::1",
                "3fff:1000::1"
            })
    void allowed(String literal) {
        assertThat(PUBLIC.refusal(address(literal))).isEmpty();
    }

    @Test
    @DisplayName("an IPv4-mapped address that stayed one of IPv6 is refused as such")
    void mapped_isRefused() throws Exception {
        byte[] octets = new byte[16];
        octets[10] = (byte) 0xff;
        octets[11] = (byte) 0xff;
        octets[12] = 1;
        InetAddress mapped = Inet6Address.getByAddress(null, octets, 1);

        assertThat(mapped).isInstanceOf(Inet6Address.class);
        assertThat(PUBLIC.refusal(mapped)).contains("IPv4-mapped");
        assertThat(PUBLIC.allow("1.0.0.0/8").refusal(mapped)).contains("IPv4-mapped");
        assertThat(PUBLIC.allow("::ffff:0:0/96").refusal(mapped)).isEmpty();
    }

    @Test
    void allow_opensANetwork_andNothingElse() {
        AddressPolicy policy = PUBLIC.allow("10.20.0.0/16").allow("127.0.0.1").allow("fd00::/8");

        assertThat(List.of("10.20.0.0", "10.20.255.255", "127.0.0.1", "fd12::1"))
                .allSatisfy(
                        literal -> assertThat(policy.refusal(address(literal))).isEmpty());
        assertThat(List.of("10.19.255.255", "10.21.0.0", "127.0.0.2", "fc00::1", "64:ff9b::a14:1"))
                .allSatisfy(
                        literal -> assertThat(policy.refusal(address(literal))).isPresent());
        assertThat(PUBLIC.refusal(address("127.0.0.1"))).isPresent();
        assertThat(policy).hasToString("public addresses and 10.20.0.0/16, 127.0.0.1, fd00::/8");
        assertThat(policy)
                .isEqualTo(PUBLIC.allow("10.20.0.0/16").allow("127.0.0.1").allow("fd00::/8"));
    }

    @Test
    void allow_everything() {
        AddressPolicy policy = PUBLIC.allow("0.0.0.0/0").allow("::/0");

        assertThat(policy.refusal(address("127.0.0.1"))).isEmpty();
        assertThat(policy.refusal(address("::1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost.",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/8/8",
                "10.0.0.1/8",
                "fd00::1/8",
                "127.1",
                "2130706433",
                "0177.0.0.1",
                "fe80::1%eth0",
                "::/129"
            })
    void allow_whatIsNoNetwork_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PUBLIC.allow(text))
                .withMessageStartingWith("the network '");
    }
}
