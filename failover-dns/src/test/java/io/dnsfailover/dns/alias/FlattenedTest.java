package io.dnsfailover.dns.alias;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.internal.lookup.Answer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlattenedTest {
    private static final RecordSetKey APEX =
            new RecordSetKey(DnsName.of("example.com."), DnsName.of("example.com."), RecordType.ANAME);

    private static RecordSet aname(int ttl) {
        return RecordSet.of(APEX, new Ttl(ttl), List.of("a.example.net.", "b.example.net."));
    }

    private static Resolved resolved(long ttl, String... v4) {
        Answer a = v4.length == 0 ? Answer.none(ttl) : Answer.found(List.of(v4), ttl, "");
        return Resolved.UNKNOWN.after(new Lookup(a, Answer.none(ttl)));
    }

    @ParameterizedTest
    @CsvSource({"60, 300, 60", "60, 20, 20", "60, 60, 60"})
    @DisplayName("addresses live no longer than the ANAME, nor than they were seen to live")
    void of_ttl_isTheShorterOne(int policy, long addresses, int published) {
        Flattened flat = Flattened.of(aname(policy), List.of(resolved(addresses, "192.0.2.1")));

        assertThat(flat.a())
                .isEqualTo(RecordSet.of(
                        new RecordSetKey(APEX.zone(), APEX.owner(), RecordType.A),
                        new Ttl(published),
                        List.of("192.0.2.1")));
    }

    @Test
    void of_severalTargets_hasTheAddressesOfAll() {
        Flattened flat = Flattened.of(aname(60), List.of(resolved(30, "192.0.2.1"), resolved(40, "192.0.2.2")));

        assertThat(flat.a().rdata()).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(flat.a().ttl()).isEqualTo(new Ttl(30));
    }

    @Test
    @DisplayName("a family is absent when no target has it, not while one is unknown")
    void of_anUnknownTarget_nothingIsAbsent() {
        assertThat(Flattened.of(aname(60), List.of(resolved(30, "192.0.2.1"))).isAbsent(RecordType.AAAA))
                .isTrue();
        assertThat(Flattened.of(aname(60), List.of(resolved(30, "192.0.2.1"), Resolved.UNKNOWN))
                        .isAbsent(RecordType.AAAA))
                .isFalse();
        assertThat(Flattened.of(aname(60), List.of(Resolved.UNKNOWN)).hasAddresses())
                .isFalse();
    }
}
