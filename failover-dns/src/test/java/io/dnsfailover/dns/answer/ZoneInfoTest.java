package io.dnsfailover.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.model.DnsName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ZoneInfoTest {
    @Test
    void of_apex_hasTheDocumentedDefaults() {
        ZoneInfo zone = ZoneInfo.of(DnsName.of("example.com."));

        assertThat(zone.nameServers()).isEmpty();
        assertThat(zone.primary()).isEqualTo(DnsName.ROOT);
        assertThat(zone.contact()).hasToString("hostmaster.example.com.");
        assertThat(zone.ttl().duration()).isEqualTo(Duration.ofHours(1));
        assertThat(zone.negativeTtl().duration()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void build_severalMistakes_areAllNamed() {
        ZoneInfo.Builder builder = ZoneInfo.at("example.com.")
                .nameServer("ns1.example.com.")
                .nameServer("ns1.example.net.", "192.0.2.1")
                .nameServer("ns2.example.com.", "ns.example.")
                .nameServer("not absolute")
                .contact("host@example.com")
                .ttl(Duration.ZERO)
                .negativeTtl(Duration.ofHours(4));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ns1.example.com. lies in the zone and must have an address")
                .hasMessageContaining("ns1.example.net. lies outside the zone")
                .hasMessageContaining("nameServer 'ns2.example.com.'")
                .hasMessageContaining("nameServer 'not absolute'")
                .hasMessageContaining("contact 'host@example.com'")
                .hasMessageContaining("ttl 'PT0S'")
                .hasMessageContaining("the negative TTL is at most 10800s");
    }

    @Test
    void builder_valueSetTwice_throws() {
        ZoneInfo.Builder builder = ZoneInfo.at("example.com.").ttl(Duration.ofHours(2));

        assertThatThrownBy(() -> builder.ttl(Duration.ofHours(2))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void of_apexWithoutRoomForOneMoreLabel_stillHasAContact() {
        DnsName apex = DnsName.of(("a".repeat(61) + ".").repeat(4));

        assertThat(ZoneInfo.of(apex).contact()).isEqualTo(apex);
    }
}
