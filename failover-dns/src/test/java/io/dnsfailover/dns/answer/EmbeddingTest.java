package io.dnsfailover.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.model.DnsName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;

/** What a host's own DNS server sees of the answerer. */
class EmbeddingTest {
    private final MemoryDirectory directory = Fixture.directory();
    private final Answerer records =
            Answerer.over(directory).scope(Scope.RECORDS).build();
    private final Answerer zones = Fixture.answerer(directory);

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            www.example.com.     | A     | NOERROR  | www.example.com. 30 A 192.0.2.10; www.example.com. 30 A 192.0.2.20
            www.example.com.     | ANY   | NOERROR  | www.example.com. 30 A 192.0.2.10; www.example.com. 30 A 192.0.2.20
            *.wild.example.com.  | A     | NOERROR  | *.wild.example.com. 30 A 192.0.2.40
            # an alias is all that its owner has, whatever is asked
            outside.example.com. | TXT   | NOERROR  | outside.example.com. 30 CNAME host.example.org.
            api.example.com.     | AAAA  | NOERROR  | api.example.com. 30 CNAME www.example.com.; www.example.com. 30 AAAA 2001:db8:0:0:0:0:0:10
            # the chain ends where the host's records begin
            api.example.com.     | TXT   | NOERROR  | api.example.com. 30 CNAME www.example.com.
            dead.example.com.    | A     | NOERROR  | dead.example.com. 30 CNAME nothing.v4.example.com.
            pending.example.com. | A     | SERVFAIL |
            flat.example.com.    | A     | SERVFAIL |
            """)
    void answerIfOurs_managedRecord_isAnswered(String name, String type, String rcode, String answer) {
        Optional<byte[]> response =
                records.answerIfOurs(Fixture.query(name, type).toWire(), Transport.UDP);

        assertThat(response).isPresent();
        Message message = Fixture.parse(response.get());
        assertThat(Fixture.rcode(message)).isEqualTo(rcode);
        assertThat(Fixture.answer(message)).isEqualTo(answer == null ? "" : answer);
        assertThat(Fixture.authority(message)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "www.example.com., TXT",
        "v4.example.com., AAAA",
        "pending.example.com., AAAA",
        "flat.example.com., TXT",
        "mail.example.com., A",
        "x.wild.example.com., A",
        "b.c.example.com., A",
        "example.com., SOA",
        "example.com., NS",
        "example.com., AXFR",
        "www.example.org., A"
    })
    void answerIfOurs_whatTheHostKeeps_isLeftToIt(String name, String type) {
        byte[] query = Fixture.query(name, type).toWire();
        ByteBuffer out = ByteBuffer.allocate(600).position(9);

        assertThat(records.answerIfOurs(query, Transport.UDP)).isEmpty();
        assertThat(records.answerIfOurs(ByteBuffer.wrap(query), Transport.UDP, out))
                .isEqualTo(Answerer.NOT_OURS);
        assertThat(out.position()).isEqualTo(9);
        assertThat(Fixture.rcode(Fixture.parse(records.answer(query, Transport.UDP))))
                .isEqualTo("REFUSED");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "www.example.com., TXT, true",
        "nothing.example.com., A, true",
        "example.com., SOA, true",
        "example.com., AXFR, true",
        "www.example.org., A, false",
        "com., A, false"
    })
    void answerIfOurs_wholeZones_everyNameInThemIsOurs(String name, String type, boolean ours) {
        assertThat(zones.answerIfOurs(Fixture.query(name, type).toWire(), Transport.UDP)
                        .isPresent())
                .isEqualTo(ours);
    }

    @Test
    void answerIfOurs_whatIsNoPlainQuestion_isTheHostsToJudge() throws Exception {
        Message update = Fixture.query("www.example.com.", "SOA");
        update.getHeader().setOpcode(5);
        Message response = Fixture.query("www.example.com.", "A");
        response.getHeader().setFlag(0);
        byte[] chaos = Fixture.query("www.example.com.", "A").toWire();
        chaos[chaos.length - 1] = 3;
        byte[] noQuestion = new byte[12];

        for (byte[] query : new byte[][] {update.toWire(), response.toWire(), chaos, noQuestion, {}, {1, 2, 3}}) {
            assertThat(zones.answerIfOurs(query, Transport.UDP)).isEmpty();
        }
    }

    @Test
    void answerIfOurs_ourNameInAMalformedMessage_isFormerr() {
        byte[] query = Fixture.query("www.example.com.", "A").toWire();
        byte[] withGarbage = Arrays.copyOf(query, query.length + 1);

        Optional<byte[]> response = zones.answerIfOurs(withGarbage, Transport.UDP);

        assertThat(response).isPresent();
        assertThat(Fixture.rcode(Fixture.parse(response.get()))).isEqualTo("FORMERR");
    }

    @Test
    void orElse_queryOfTheHost_goesThere() {
        byte[] mine = "the host's answer".getBytes(StandardCharsets.US_ASCII);
        QueryHandler both = records.orElse((query, client, transport, response) -> {
            response.put(mine);
            return mine.length;
        });

        byte[] managed = Fixture.query("v4.example.com.", "A").toWire();

        assertThat(handle(both, Fixture.query("mail.example.com.", "A").toWire()))
                .isEqualTo(mine);
        assertThat(handle(both, managed)).isEqualTo(records.answer(managed, Transport.UDP));
    }

    private static byte[] handle(QueryHandler handler, byte[] query) {
        byte[] out = new byte[512];
        InetSocketAddress client = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
        int length = handler.handle(ByteBuffer.wrap(query), client, Transport.UDP, ByteBuffer.wrap(out));
        return Arrays.copyOf(out, length);
    }

    @Test
    void exists_ownersAndWhatIsAboveThem_soThatTheHostSaysNoNxdomain() {
        assertThat(records.exists(DnsName.of("WWW.example.com."))).isTrue();
        assertThat(records.exists(DnsName.of("b.c.example.com."))).isTrue();
        assertThat(records.exists(DnsName.of("example.com."))).isTrue();
        assertThat(records.exists(DnsName.of("mail.example.com."))).isFalse();
        assertThat(records.exists(DnsName.of("x.wild.example.com."))).isFalse();
        assertThat(records.exists(DnsName.of("com."))).isFalse();
    }

    @Test
    void build_zonesWithScopeRecords_isRefused() {
        Answerer.Builder builder =
                Answerer.over(directory).scope(Scope.RECORDS).zone(ZoneInfo.of(DnsName.of("example.com.")));

        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.scope(Scope.ZONES)).isInstanceOf(IllegalStateException.class);
    }
}
