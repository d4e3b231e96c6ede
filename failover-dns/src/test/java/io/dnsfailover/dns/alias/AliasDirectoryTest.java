package io.dnsfailover.dns.alias;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.answer.Fixture;
import io.dnsfailover.dns.answer.MemoryDirectory;
import io.dnsfailover.dns.answer.Transport;
import io.dnsfailover.dns.answer.ZoneInfo;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.RecordDirectory;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** The answerer over the directory: what a resolver sees of an ANAME at the apex of a zone. */
class AliasDirectoryTest {
    private static final String ZONE = "example.com.";

    private final SimulatedTime time = new SimulatedTime();
    private final ScriptedUpstream upstream = new ScriptedUpstream(time)
            .put("a.test.", 60, "192.0.2.1", "2001:db8::1")
            .put("b.test.", 60, "192.0.2.2", "2001:db8::2")
            .put("four.test.", 20, "192.0.2.4");
    private final AliasResolver resolver =
            AliasResolver.builder().time(time).scheduler(time).over(upstream);
    private final MemoryDirectory inner = new MemoryDirectory()
            .put(ZONE, ZONE, RecordType.ANAME, "a.test.")
            .put(ZONE, "www.example.com.", RecordType.A, "192.0.2.80")
            .put(ZONE, "api.example.com.", RecordType.CNAME, "example.com.");
    private final RecordDirectory directory = AliasDirectory.over(inner, resolver);
    private final Answerer answerer = Answerer.over(directory)
            .zone(ZoneInfo.at(ZONE).nameServer("ns.example.net.").build())
            .build();

    private String ask(String name, String type) {
        Message response =
                Fixture.parse(answerer.answer(Fixture.query(name, type).toWire(), Transport.UDP));
        String answers = response.getSection(Section.ANSWER).stream()
                .map(record -> record.rdataToString().split(" ", 2)[0] + "/" + record.getTTL())
                .collect(Collectors.joining(" "));
        return response.getRcode() == Rcode.NOERROR ? answers : Rcode.string(response.getRcode());
    }

    private void settle() {
        time.advance(Duration.ofSeconds(1));
        ask(ZONE, "A");
        time.advance(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("at the very start nothing is known: SERVFAIL, never an empty answer")
    void ask_beforeTheFirstLookup_isServfail() {
        assertThat(ask(ZONE, "A")).isEqualTo("SERVFAIL");
        assertThat(ask(ZONE, "AAAA")).isEqualTo("SERVFAIL");
    }

    @Test
    @DisplayName("the addresses stand at the apex, beside SOA and NS")
    void ask_afterTheFirstLookup_hasTheAddresses() {
        settle();

        assertThat(ask(ZONE, "A")).isEqualTo("192.0.2.1/30");
        assertThat(ask(ZONE, "AAAA")).isEqualTo("2001:db8:0:0:0:0:0:1/30");
        assertThat(ask(ZONE, "NS")).isEqualTo("ns.example.net./3600");
        assertThat(ask(ZONE, "SOA")).isEqualTo("ns.example.net./3600");
        assertThat(ask(ZONE, "TXT")).isEmpty();
        assertThat(ask("www.example.com.", "A")).isEqualTo("192.0.2.80/30");
        assertThat(ask("api.example.com.", "A")).isEqualTo("example.com./30 192.0.2.1/30");
        assertThat(directory.current(
                        MemoryDirectory.key(ZONE, ZONE, RecordType.A).owner(), RecordType.ANAME))
                .isNull();
    }

    @Test
    void ask_afterAFailover_hasTheAddressesOfTheNewTarget() {
        settle();
        inner.put(ZONE, ZONE, RecordType.ANAME, "b.test.");

        assertThat(ask(ZONE, "A")).as("until the new ones are known").isEqualTo("192.0.2.1/30");
        settle();
        assertThat(ask(ZONE, "A")).isEqualTo("192.0.2.2/30");
        assertThat(ask(ZONE, "AAAA")).isEqualTo("2001:db8:0:0:0:0:0:2/30");
    }

    @Test
    @DisplayName("a family that the target does not have is no data, and comes back with the next target")
    void ask_familyThatTheTargetDoesNotHave_isNoData() {
        settle();
        inner.put(ZONE, ZONE, RecordType.ANAME, "four.test.");
        settle();

        assertThat(ask(ZONE, "A")).isEqualTo("192.0.2.4/20");
        assertThat(ask(ZONE, "AAAA")).isEmpty();

        inner.put(ZONE, ZONE, RecordType.ANAME, "a.test.");
        settle();
        assertThat(ask(ZONE, "AAAA")).isEqualTo("2001:db8:0:0:0:0:0:1/30");
    }

    @Test
    void ask_whenAddressesChange_hasTheNewOnes() {
        settle();
        upstream.put("a.test.", 60, "192.0.2.11");

        time.advance(Duration.ofMinutes(1));

        assertThat(ask(ZONE, "A")).isEqualTo("192.0.2.11/30");
    }

    @Test
    @DisplayName("a target that breaks keeps its addresses; a new one that resolves to nothing leaves those before it")
    void ask_whenTheTargetBreaks_hasTheLastGood() {
        settle();
        upstream.fail("a.test.");
        time.advance(Duration.ofHours(10));
        assertThat(ask(ZONE, "A")).isEqualTo("192.0.2.1/30");

        inner.put(ZONE, ZONE, RecordType.ANAME, "nowhere.test.");
        settle();
        assertThat(ask(ZONE, "A")).isEqualTo("192.0.2.1/30");
    }

    @Test
    void keys_whenAPolicyGoes_areWithoutIt_andItsNamesAreLetGo() {
        settle();
        assertThat(resolver.statuses()).hasSize(1);

        inner.remove(ZONE, ZONE, RecordType.ANAME);

        assertThat(ask(ZONE, "A")).isEmpty();
        assertThat(directory.keys()).isEqualTo(inner.keys());
        assertThat(resolver.statuses()).isEmpty();
    }
}
