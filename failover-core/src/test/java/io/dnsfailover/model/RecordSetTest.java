package io.dnsfailover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordSetTest {
    private static final Ttl TTL = new Ttl(30);

    @ParameterizedTest
    @EnumSource(RecordType.class)
    @DisplayName("there is no value for an empty record set, of any type")
    void of_noRecords_isRefused(RecordType type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordSet.of(key(type), TTL, List.of()))
                .withMessage("the record set www.example.com. %s must hold at least one record", type);
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordSet(key(type), TTL, new TreeSet<>()));
    }

    @Test
    void of_severalRecords_areRefusedForCnameOnly() {
        for (RecordType type : EnumSet.complementOf(EnumSet.of(RecordType.CNAME))) {
            assertThat(RecordSet.of(key(type), TTL, List.of("b", "a")).rdata()).containsExactly("a", "b");
        }
        assertThat(RecordSet.of(key(RecordType.CNAME), TTL, List.of("a.", "a.")).rdata())
                .containsExactly("a.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordSet.of(key(RecordType.CNAME), TTL, List.of("a.", "b.")))
                .withMessage("the record set www.example.com. CNAME must hold exactly one record");
    }

    @Test
    void rdata_isACopyInNaturalOrderThatNobodyChanges() {
        TreeSet<String> source = new TreeSet<>(Comparator.reverseOrder());
        source.addAll(List.of("192.0.2.1", "192.0.2.2"));

        RecordSet recordSet = new RecordSet(key(RecordType.A), TTL, source);
        source.clear();

        assertThat(recordSet.rdata()).containsExactly("192.0.2.1", "192.0.2.2");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> recordSet.rdata().add("192.0.2.3"));
        assertThat(recordSet).hasToString("www.example.com. A 30s [192.0.2.1, 192.0.2.2]");
    }

    @Test
    void sameRecordsAs_ignoresOnlyTheTtl() {
        RecordSet one = RecordSet.of(key(RecordType.A), TTL, List.of("192.0.2.1"));

        assertThat(one.sameRecordsAs(RecordSet.of(key(RecordType.A), new Ttl(60), List.of("192.0.2.1"))))
                .isTrue();
        assertThat(one.sameRecordsAs(RecordSet.of(key(RecordType.A), TTL, List.of("192.0.2.2"))))
                .isFalse();
        assertThat(one.sameRecordsAs(RecordSet.of(key(RecordType.AAAA), TTL, List.of("192.0.2.1"))))
                .isFalse();
    }

    @Test
    void key_ownerOutsideItsZone_isRefused() {
        DnsName zone = DnsName.of("example.com.");

        assertThat(new RecordSetKey(zone, DnsName.of("EXAMPLE.com."), RecordType.A))
                .hasToString("EXAMPLE.com. A")
                .isEqualTo(new RecordSetKey(zone, zone, RecordType.A));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordSetKey(zone, DnsName.of("www.example.org."), RecordType.A))
                .withMessage("owner www.example.org. does not lie in zone example.com.");
    }

    private static RecordSetKey key(RecordType type) {
        return new RecordSetKey(DnsName.of("example.com."), DnsName.of("www.example.com."), type);
    }
}
