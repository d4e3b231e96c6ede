package io.dnsfailover.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.powerdns.PowerDnsPublisher;
import io.dnsfailover.dns.rfc2136.Rfc2136Publisher;
import io.dnsfailover.dns.server.Delv;
import io.dnsfailover.dns.server.KnotServer;
import io.dnsfailover.dns.server.NamedServer;
import io.dnsfailover.dns.server.PowerDnsServer;
import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.dns.server.ServerKey;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.Secret;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.xbill.DNS.DNSKEYRecord;

/** Zones that their server signs: what we change validates, what we do not touch stays as it was. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SignedZoneTest {
    private static final DnsName ZONE = DnsName.of(RealServer.ZONE);
    private static final String[] RECORDS = {"a 60 A 192.0.2.1", "z 60 A 192.0.2.1", "*.wild 60 A 192.0.2.1"};

    @TempDir
    private Path directory;

    @Test
    void changes_validate_onNamed() throws Exception {
        try (RealServer server = NamedServer.startSigning(RECORDS);
                DnsPublisher publisher = byUpdate(server)) {
            assertChangesValidate(server, publisher);
        }
    }

    @Test
    void changes_validate_onKnot() throws Exception {
        try (RealServer server = KnotServer.startSigning(RECORDS);
                DnsPublisher publisher = byUpdate(server)) {
            assertChangesValidate(server, publisher);
        }
    }

    @Test
    void changes_validate_onPowerDns() throws Exception {
        try (RealServer server = PowerDnsServer.startSigning(RECORDS);
                DnsPublisher publisher = byUpdate(server)) {
            assertChangesValidate(server, publisher);
        }
    }

    @Test
    @DisplayName("changes by the API validate, though the zone is not rectified by itself")
    void changes_validate_byThePowerDnsApi() throws Exception {
        try (PowerDnsServer server = PowerDnsServer.startSigning(RECORDS);
                DnsPublisher publisher = PowerDnsPublisher.to(server.api())
                        .dns(server.address())
                        .key(Secret.of(PowerDnsServer.API_KEY))
                        .build()) {
            assertChangesValidate(server, publisher);
        }
    }

    private void assertChangesValidate(RealServer server, DnsPublisher publisher) throws Exception {
        Delv delv = Delv.trusting(server, directory);
        List<DNSKEYRecord> keys = Delv.keys(server);

        for (int generation = 1; generation <= 2; generation++) {
            // A new name, one that is there, and one that a wildcard covers.
            List<Change> changes = List.of(
                    change("www.example.com.", generation),
                    change("a.example.com.", generation),
                    change("one.wild.example.com.", generation));
            for (Change change : changes) {
                publisher.replace(change);
            }
            for (Change change : changes) {
                RecordSetKey key = change.desired().key();
                assertThat(delv.ask(key.owner().toString(), "A"))
                        .contains("; fully validated", "192.0.2.1" + generation)
                        .doesNotContain("192.0.2.1" + (generation - 1));
            }
        }

        assertThat(delv.ask("_failover-a.www.example.com.", "TXT")).contains("; fully validated", "generation=2");
        for (String nothing : List.of("aa.example.com.", "b.www.example.com.", "zz.example.com.")) {
            assertThat(delv.ask(nothing, "A")).contains("negative response, fully validated", "NXDOMAIN");
        }
        assertThat(delv.ask("www.example.com.", "AAAA")).contains("negative response, fully validated", "NXRRSET");
        assertThat(delv.ask("two.wild.example.com.", "A")).contains("fully validated", "192.0.2.1");
        assertThat(Delv.keys(server)).isEqualTo(keys);
    }

    private static Change change(String owner, int generation) {
        RecordSetKey key = new RecordSetKey(ZONE, DnsName.of(owner), RecordType.A);
        return new Change(RecordSet.of(key, new Ttl(30), List.of("192.0.2.1" + generation)), null, generation, 0);
    }

    private static DnsPublisher byUpdate(RealServer server) {
        ServerKey key = server.key();
        return Rfc2136Publisher.to(server.address())
                .key(TsigKey.of(key.name(), key.algorithm(), key.secret()))
                .build();
    }
}
