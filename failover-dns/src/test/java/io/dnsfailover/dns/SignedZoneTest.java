package io.dnsfailover.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.alias.AliasPublisher;
import io.dnsfailover.dns.alias.AliasResolver;
import io.dnsfailover.dns.alias.FakeResolver;
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
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

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

    @Test
    void anameAndCname_validate_onNamed() throws Exception {
        try (RealServer server = NamedServer.startSigning(RECORDS);
                DnsPublisher publisher = byUpdate(server)) {
            assertAnameAndCnameValidate(server, publisher);
        }
    }

    @Test
    void anameAndCname_validate_onKnot() throws Exception {
        try (RealServer server = KnotServer.startSigning(RECORDS);
                DnsPublisher publisher = byUpdate(server)) {
            assertAnameAndCnameValidate(server, publisher);
        }
    }

    /** An ANAME at the apex whose second target has no IPv6 addresses, and a CNAME. */
    private void assertAnameAndCnameValidate(RealServer server, DnsPublisher publisher) throws Exception {
        Delv delv = Delv.trusting(server, directory);
        List<DNSKEYRecord> keys = Delv.keys(server);
        try (FakeResolver names = FakeResolver.answering((query, overTcp) -> List.of(target(query)));
                AliasResolver resolver = AliasResolver.builder()
                        .server(names.address())
                        .allow("192.0.2.0/24", "2001:db8::/32")
                        .build()) {
            DnsPublisher aliases = AliasPublisher.around(publisher, resolver);

            aliases.replace(change(ZONE, RecordType.ANAME, 1, "both.example.net."));
            publisher.replace(change(DnsName.of("alias.example.com."), RecordType.CNAME, 1, "both.example.net."));
            assertThat(delv.ask(RealServer.ZONE, "A")).contains("; fully validated", "192.0.2.1");
            assertThat(delv.ask(RealServer.ZONE, "AAAA")).contains("; fully validated", "2001:db8::1");
            assertThat(delv.ask("alias.example.com.", "CNAME")).contains("; fully validated", "both.example.net.");

            aliases.replace(change(ZONE, RecordType.ANAME, 2, "four.example.net."));
            publisher.replace(change(DnsName.of("alias.example.com."), RecordType.CNAME, 2, "four.example.net."));
            assertThat(delv.ask(RealServer.ZONE, "A")).contains("; fully validated", "192.0.2.4");
            assertThat(delv.ask(RealServer.ZONE, "AAAA")).contains("negative response, fully validated", "NXRRSET");
            assertThat(delv.ask("alias.example.com.", "CNAME")).contains("; fully validated", "four.example.net.");
        }
        assertThat(Delv.keys(server)).isEqualTo(keys);
    }

    private static byte[] target(Message query) throws IOException {
        Name name = query.getQuestion().getName();
        return name.toString().startsWith("four.")
                ? FakeResolver.answer(query, name + " 60 A 192.0.2.4")
                : FakeResolver.answer(query, name + " 60 A 192.0.2.1", name + " 60 AAAA 2001:db8::1");
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
        return change(DnsName.of(owner), RecordType.A, generation, "192.0.2.1" + generation);
    }

    private static Change change(DnsName owner, RecordType type, int generation, String rdata) {
        RecordSetKey key = new RecordSetKey(ZONE, owner, type);
        return new Change(RecordSet.of(key, new Ttl(30), List.of(rdata)), null, generation, 0);
    }

    private static DnsPublisher byUpdate(RealServer server) {
        ServerKey key = server.key();
        return Rfc2136Publisher.to(server.address())
                .key(TsigKey.of(key.name(), key.algorithm(), key.secret()))
                .build();
    }
}
