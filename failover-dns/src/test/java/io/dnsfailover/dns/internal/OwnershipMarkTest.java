package io.dnsfailover.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnershipMarkTest {
    @Test
    void text_isReadBack() {
        OwnershipMark mark = new OwnershipMark("dc-1.blue", Long.MAX_VALUE, 3);

        assertThat(mark.text()).isEqualTo("v=1 owner=dc-1.blue generation=9223372036854775807 token=3");
        assertThat(OwnershipMark.parse(List.of(mark.text()))).isEqualTo(mark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=1",
                "v=2 owner=failover generation=1 token=0",
                "v=1 owner=failover generation=1",
                "v=1 owner=failover generation=1 token=0 ",
                " v=1 owner=failover generation=1 token=0",
                "v=1  owner=failover generation=1 token=0",
                "V=1 owner=failover generation=1 token=0",
                "v=1 owner= generation=1 token=0",
                "v=1 owner=a b generation=1 token=0",
                "v=1 owner=failover generation=0 token=0",
                "v=1 owner=failover generation=01 token=0",
                "v=1 owner=failover generation=+1 token=0",
                "v=1 owner=failover generation=-1 token=0",
                "v=1 owner=failover generation=1 token=00",
                "v=1 owner=failover generation=9223372036854775808 token=0",
                "v=1 owner=failover generation=99999999999999999999 token=0",
                "v=1 owner=failover generation=\u0661 token=0",
                "v=1 owner=failover generation=1 token=0\n",
            })
    void parse_anyOtherText_isNoMark(String text) {
        assertThat(OwnershipMark.parse(List.of(text))).isNull();
    }

    @Test
    void parse_textInSeveralStrings_isNoMark() {
        assertThat(OwnershipMark.parse(List.of("v=1 owner=failover ", "generation=1 token=0")))
                .isNull();
        assertThat(OwnershipMark.parse(List.of("v=1 owner=failover generation=1 token=0", "")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.com.,   A,     _failover-a.www.example.com.",
        "www.example.com.,   AAAA,  _failover-aaaa.www.example.com.",
        "www.example.com.,   CNAME, _failover-cname.www.example.com.",
        "example.com.,       A,     _failover-a.example.com.",
        "*.example.com.,     A,     _failover-a-wildcard.example.com.",
        "*.www.example.com., AAAA,  _failover-aaaa-wildcard.www.example.com.",
    })
    void nameFor_anyOwner_liesInTheZoneAndIsItsAlone(String owner, RecordType type, String mark) {
        assertThat(OwnershipMark.nameFor(key(owner, type))).isEqualTo(DnsName.of(mark));
    }

    @Test
    void nameFor_ownerThatLeavesNoRoom_isRefused() {
        String label = "a".repeat(61) + ".";
        String owner = label.repeat(3) + "b".repeat(50) + ".example.com.";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnershipMark.nameFor(key(owner, RecordType.A)))
                .withMessageContaining("at most 255");
    }

    private static RecordSetKey key(String owner, RecordType type) {
        return new RecordSetKey(DnsName.of("example.com."), DnsName.of(owner), type);
    }
}
