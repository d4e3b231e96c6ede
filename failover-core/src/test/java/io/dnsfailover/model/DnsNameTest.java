package io.dnsfailover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsNameTest {
    private static final String LABEL_63 = "a".repeat(63);

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "com.",
                "www.example.com.",
                "xn--bcher-kva.example.",
                "_dmarc.example.com.",
                "a-b.c_d.9.",
                "*.example.com.",
                "*.",
                "AZaz09-_."
            })
    void of_absoluteName_keepsItsText(String text) {
        assertThat(DnsName.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                | is not absolute
                    example.com       | is not absolute
                    ..                | has an empty label
                    .example.com.     | has an empty label
                    www..example.com. | has an empty label
                    example.com..     | has an empty label
                    www.*.com.        | holds the character '*'
                    *a.com.           | holds the character '*'
                    a*.com.           | holds the character '*'
                    **.com.           | holds the character '*'
                    a b.com.          | holds the character ' '
                    a/b.com.          | holds the character '/'
                    a:b.com.          | holds the character ':'
                    a@b.com.          | holds the character '@'
                    a[b.com.          | holds the character '['
                    a`b.com.          | holds the character '`'
                    a{b.com.          | holds the character '{'
                    """)
    void of_brokenRule_isRefusedWithTheRule(String text, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsName.of(text))
                .withMessageContaining("'" + text + "' " + rule);
    }

    @Test
    void of_escape_isRefusedAndShownEscaped() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsName.of("a\\.b."))
                .withMessageContaining("holds the character '\\\\'");
    }

    @Test
    @DisplayName(
            "an internationalized name must be written with A-labels, and control characters never reach a message")
    void of_foreignCharacter_isRefusedAndShownEscaped() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsName.of("b\u00fccher.example."))
                .withMessageContaining("'b\\u00fccher.example.'")
                .withMessageContaining("'\\u00fc'")
                .withMessageContaining("A-labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsName.of("a\n.example."))
                .withMessageContaining("\\u000a")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void of_labelLength_endsAt63Octets() {
        assertThat(DnsName.of(LABEL_63 + ".").labels()).containsExactly(LABEL_63);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsName.of("x." + LABEL_63 + "a."))
                .withMessageContaining("has a label of 64 octets");
    }

    @Test
    @DisplayName("255 octets count a length octet for each label and the root")
    void of_nameLength_endsAt255Octets() {
        String three = (LABEL_63 + ".").repeat(3);

        assertThat(DnsName.of(three + "b".repeat(61) + ".").toString()).hasSize(254);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsName.of(three + "b".repeat(62) + "."))
                .withMessageContaining("takes 256 octets: a name has at most 255");
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.com., www.example.com., true",
        "www.example.com., example.com., true",
        "WWW.Example.COM., example.com., true",
        "www.example.com., EXAMPLE.com., true",
        "a.b.example.com., com., true",
        "www.example.com., ., true",
        "., ., true",
        "badexample.com., example.com., false",
        "example.com., www.example.com., false",
        "example.org., example.com., false",
        "., com., false"
    })
    void isAtOrBelow_comparesWholeLabels(String name, String ancestor, boolean expected) {
        assertThat(DnsName.of(name).isAtOrBelow(DnsName.of(ancestor))).isEqualTo(expected);
    }

    @Test
    void labels_areLeftToRightWithoutTheRoot() {
        assertThat(DnsName.of("Www.example.com.").labels()).isEqualTo(List.of("Www", "example", "com"));
        assertThat(DnsName.of("com.").labels()).containsExactly("com");
        assertThat(DnsName.ROOT.labels()).isEmpty();
        assertThat(DnsName.of(".")).isSameAs(DnsName.ROOT);
    }

    @Test
    void child_putsALabelOnTheLeft() {
        assertThat(DnsName.of("Example.com.").child("www")).hasToString("www.Example.com.");
        assertThat(DnsName.ROOT.child("com")).hasToString("com.");
        assertThat(DnsName.of("example.com.").child("*")).hasToString("*.example.com.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsName.of("example.com.").child(""))
                .withMessageContaining("empty label");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsName.of("example.com.").child(LABEL_63 + "a"))
                .withMessageContaining("64 octets");
    }

    @Test
    @DisplayName("names compare without case (RFC 4343) and keep the case they were written in")
    void equality_ignoresCase() {
        DnsName mixed = DnsName.of("WwW.Example.Com.");
        DnsName lower = DnsName.of("www.example.com.");

        assertThat(mixed).isEqualTo(lower).hasSameHashCodeAs(lower).isEqualByComparingTo(lower);
        assertThat(mixed.folded()).isEqualTo("www.example.com.");
        assertThat(mixed).hasToString("WwW.Example.Com.");
        assertThat(mixed).isNotEqualTo(DnsName.of("w.example.com.")).isNotEqualTo("www.example.com.");
        assertThat(DnsName.of("A.")).isLessThan(DnsName.of("b."));
        assertThat(DnsName.of("B.")).isGreaterThan(DnsName.of("a."));
    }
}
