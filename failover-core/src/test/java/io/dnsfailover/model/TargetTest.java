package io.dnsfailover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.10, 192.0.2.0/24",
        "192.0.2.255, 192.0.2.0/24",
        "192.0.3.0, 192.0.3.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
        "2001:db8:1:ffff::, 2001:db8:1::/48",
        "2001:db8:2::1, 2001:db8:2::/48",
        "::1, ::/48",
        "a.b.Example.net., example.net.",
        "example.net., example.net.",
        "net., net.",
        "., ."
    })
    @DisplayName("a /24, a /48, or the last two labels")
    void network_isWhatTheTargetSharesWithItsNeighbours(String target, String network) {
        assertThat(Target.parse(target).network()).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.10, 192.0.2.10",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8::0:0:1, 2001:db8::1",
        "::1, ::1",
        "64:ff9b::192.0.2.1, 64:ff9b::c000:201",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1"
    })
    void parse_address_isCanonical(String text, String canonical) {
        Target target = Target.parse(text);

        assertThat(target).isInstanceOf(Target.Address.class).hasToString(canonical);
        assertThat(target.rdata()).isEqualTo(canonical);
        assertThat(Target.parse(canonical)).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "192.0.2.010",
                "192.0.2.256",
                "192.0.2",
                "192.0.2.1.1",
                "192.0.2.-1",
                "192.0.2.1/32",
                "192.0.2.1:80",
                " 192.0.2.1",
                "192.0.2.1 ",
                "fe80::1%eth0",
                "fe80::1%1",
                "[::1]",
                "::1::2",
                "1:2:3:4:5:6:7",
                "12345::",
                ":::",
                "",
                "localhost",
                "www.example.com",
                "http://example.com/"
            })
    void parse_looseLiteralOrRelativeName_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.parse(text))
                .withMessageContaining("is neither an IP address nor an absolute name");
    }

    @ParameterizedTest
    @DisplayName("digits of other scripts, which look like a literal and are none, are refused")
    @ValueSource(strings = {"\uff11\uff19\uff12.0.2.1", "192.0.2.\u0661", "2001:db8::\uff11"})
    void parse_foreignDigits_areRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.parse(text))
                .withMessageContaining("is neither")
                .withMessageContaining("\\u");
    }

    @Test
    @DisplayName("an IPv4-mapped address is the IPv4 address that it stands for, and fits A only")
    void parse_mappedAddress_isIpv4() {
        Target mapped = Target.parse("::ffff:1.2.3.4");

        assertThat(mapped).isEqualTo(Target.parse("1.2.3.4"));
        assertThat(mapped.rdata()).isEqualTo("1.2.3.4");
        assertThat(mapped.fits(RecordType.AAAA)).isFalse();
    }

    @Test
    void parse_absoluteName_isAName() {
        Target target = Target.parse("WWW.example.com.");

        assertThat(target).isEqualTo(new Target.Name(DnsName.of("www.example.com.")));
        assertThat(target).hasToString("WWW.example.com.");
        assertThat(target.rdata()).isEqualTo("www.example.com.");
    }

    @Test
    void parse_brokenName_namesTheRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.parse("a..b."))
                .withMessageContaining("empty label");
    }

    @Test
    void fits_followsTheKind() {
        assertThat(typesThatFit("192.0.2.1")).containsExactly(RecordType.A);
        assertThat(typesThatFit("2001:db8::1")).containsExactly(RecordType.AAAA);
        assertThat(typesThatFit("www.example.com.")).containsExactly(RecordType.CNAME, RecordType.ANAME);
    }

    @Test
    void holdsAddresses_isTrueForAddressTypes() {
        assertThat(EnumSet.allOf(RecordType.class).stream().filter(RecordType::holdsAddresses))
                .containsExactly(RecordType.A, RecordType.AAAA);
    }

    private static Set<RecordType> typesThatFit(String target) {
        EnumSet<RecordType> fitting = EnumSet.allOf(RecordType.class);
        fitting.removeIf(type -> !Target.parse(target).fits(type));
        return fitting;
    }
}
