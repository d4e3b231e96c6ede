package io.dnsfailover.dns.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Proof;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import io.dnsfailover.spi.Sight.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AliasProofTest {
    private static final DnsName ZONE = DnsName.of("example.com.");
    private static final AuthoritativeServer SERVER =
            new AuthoritativeServer("example.net.", DnsName.of("ns1.example.net."), "192.0.2.53 port 53");

    private final AliasResolver aliases = AliasResolver.builder()
            .allow("192.0.2.0/24", "2001:db8::/32")
            .over(new ScriptedUpstream(new DnsThreads.Clocks())
                    .put("four.test.", 20, "192.0.2.1")
                    .put("both.test.", 20, "192.0.2.1", "2001:db8::1"));
    private final Map<RecordType, Sight> sights = new EnumMap<>(RecordType.class);
    private final List<RecordSet> asked = new ArrayList<>();
    private boolean closed;

    @AfterEach
    void close() {
        aliases.close();
    }

    private Proof proof(String... names) throws InterruptedException {
        List<DnsName> held = List.of(names).stream().map(DnsName::of).toList();
        aliases.hold(this, held);
        for (DnsName name : held) {
            aliases.resolve(name);
        }
        return AliasProof.around(
                new Proof() {
                    @Override
                    public CompletionStage<List<AuthoritativeServer>> servers(DnsName zone) {
                        return CompletableFuture.completedStage(List.of(SERVER));
                    }

                    @Override
                    public CompletionStage<Sight> ask(ProofQuestion question) {
                        RecordSet expected = java.util.Objects.requireNonNull(question.expected());
                        asked.add(expected);
                        return CompletableFuture.completedStage(
                                sights.get(expected.key().type()));
                    }

                    @Override
                    public void close() {
                        closed = true;
                    }
                },
                aliases);
    }

    private static ProofQuestion question(String target) {
        return new ProofQuestion(
                SERVER,
                ZONE,
                RecordSet.of(new RecordSetKey(ZONE, ZONE, RecordType.ANAME), new Ttl(300), List.of(target)));
    }

    private static Sight sight(Proof proof, String target) throws Exception {
        return proof.ask(question(target)).toCompletableFuture().get();
    }

    @Test
    @DisplayName("both families are asked for, with the TTL of the ANAME as the longest")
    void ask_bothFamilies_areAskedFor() throws Exception {
        sights.put(RecordType.A, new Sight(Kind.SERVES, 20, "[192.0.2.1]"));
        sights.put(RecordType.AAAA, new Sight(Kind.SERVES, 30, "[2001:db8::1]"));

        assertThat(sight(proof("both.test."), "both.test."))
                .isEqualTo(new Sight(Kind.SERVES, 30, "A [192.0.2.1]; AAAA [2001:db8::1]"));
        assertThat(asked)
                .extracting(RecordSet::toString)
                .containsExactly("example.com. A 300s [192.0.2.1]", "example.com. AAAA 300s [2001:db8::1]");
    }

    @Test
    @DisplayName("the worse of the two counts")
    void ask_oneFamilyIsOther_isOther() throws Exception {
        sights.put(RecordType.A, new Sight(Kind.SERVES, 20, "[192.0.2.1]"));
        sights.put(RecordType.AAAA, new Sight(Kind.OTHER, 60, "NXDOMAIN"));

        assertThat(sight(proof("both.test."), "both.test."))
                .isEqualTo(new Sight(Kind.OTHER, 60, "A [192.0.2.1]; AAAA NXDOMAIN"));
    }

    @Test
    void ask_oneFamily_isAskedForAlone() throws Exception {
        sights.put(RecordType.A, new Sight(Kind.LAME, 0, "REFUSED"));

        assertThat(sight(proof("four.test."), "four.test.")).isEqualTo(new Sight(Kind.LAME, 0, "REFUSED"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void ask_unknownTarget_isAnExceptionalEnd() throws Exception {
        Proof proof = proof();

        assertThatThrownBy(() -> sight(proof, "never.test."))
                .hasMessageContaining("no address of [never.test.] is known and allowed");
        assertThat(asked).isEmpty();
    }

    @Test
    void close_closesTheProofBeneath() throws Exception {
        proof().close();

        assertThat(closed).isTrue();
    }
}
