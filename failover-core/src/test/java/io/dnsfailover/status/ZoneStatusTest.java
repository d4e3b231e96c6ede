package io.dnsfailover.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Moment;
import io.dnsfailover.status.ZoneStatus.Standing;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ZoneStatusTest {
    private static final Moment NOW = new Moment(7, Instant.EPOCH);

    private static ZoneStatus.Server server(String name, String provider, String address, Standing standing) {
        return new ZoneStatus.Server(new AuthoritativeServer(provider, DnsName.of(name), address), standing, NOW, null);
    }

    private static ZoneStatus zone(ZoneStatus.Server... servers) {
        return new ZoneStatus(DnsName.of("example.com."), List.of(servers), NOW, null, false);
    }

    @Test
    @DisplayName("a name is available when one of its addresses answers, and stands there once")
    void available_needsOneAddress() {
        ZoneStatus zone = zone(
                server("ns1.a.net.", "a.net", "192.0.2.1", Standing.SILENT),
                server("ns1.a.net.", "a.net", "2001:db8::1", Standing.ANSWERS),
                server("ns2.a.net.", "a.net", "192.0.2.2", Standing.ANSWERS),
                server("ns2.a.net.", "a.net", "2001:db8::2", Standing.ANSWERS),
                server("ns3.a.net.", "a.net", "192.0.2.3", Standing.LAME),
                server("ns4.a.net.", "a.net", "192.0.2.4", Standing.UNKNOWN));

        assertThat(zone.available()).containsExactly(DnsName.of("ns1.a.net."), DnsName.of("ns2.a.net."));
    }

    @Test
    @DisplayName("a provider is silent when no server of it answers or is open, and not while the trouble is our own")
    void silentProviders_haveNoServerThatAnswers() {
        ZoneStatus zone = zone(
                server("ns1.a.net.", "a.net", "192.0.2.1", Standing.SILENT),
                server("ns2.a.net.", "a.net", "192.0.2.2", Standing.LAME),
                server("ns1.b.net.", "b.net", "192.0.2.3", Standing.SILENT),
                server("ns2.b.net.", "b.net", "192.0.2.4", Standing.ANSWERS),
                server("ns1.c.net.", "c.net", "192.0.2.5", Standing.UNKNOWN));

        assertThat(zone.silentProviders()).containsExactly("a.net");
        assertThat(zone.with(true).silentProviders()).isEmpty();
        assertThat(zone.with(false)).isSameAs(zone);
    }
}
