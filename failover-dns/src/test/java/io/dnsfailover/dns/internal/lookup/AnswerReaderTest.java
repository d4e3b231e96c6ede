package io.dnsfailover.dns.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.alias.FakeResolver;
import io.dnsfailover.model.AddressPolicy;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class AnswerReaderTest {
    private static final AnswerReader READER = new AnswerReader(8, 16, AddressPolicy.publicOnly());
    private static final Name NAME = Name.fromConstantString("a.test.");

    private static Answer read(int type, String... records) {
        return READER.read(response(type, records), NAME, type);
    }

    private static Message response(int type, String... records) {
        return FakeResolver.response(Message.newQuery(Record.newRecord(NAME, type, DClass.IN)), records);
    }

    private static String[] chain(int aliases, String... end) {
        return Stream.concat(
                        IntStream.range(0, aliases).mapToObj(i -> name(i) + " " + (100 - i) + " CNAME " + name(i + 1)),
                        Stream.of(end).map(data -> name(aliases) + " 300 A " + data))
                .toArray(String[]::new);
    }

    private static String name(int alias) {
        return alias == 0 ? "a.test." : "a" + alias + ".test.";
    }

    @Test
    void read_addresses_areFoundSortedWithTheShortestTtl() {
        Answer answer = read(Type.A, "a.test. 60 A 9.9.9.9", "A.TEST. 30 A 8.8.8.8", "a.test. 60 A 9.9.9.9");

        assertThat(answer).isEqualTo(Answer.found(java.util.List.of("8.8.8.8", "9.9.9.9"), 30, ""));
    }

    @Test
    void read_ofAaaa_isInCanonicalForm() {
        assertThat(read(Type.AAAA, "a.test. 60 AAAA 2620:fe:0:0::9").addresses())
                .containsExactly("2620:fe::9");
    }

    @Test
    @DisplayName("aliases are followed, and the shortest TTL on the way counts")
    void read_chain_isFollowed() {
        Answer answer = read(Type.A, chain(8, "8.8.8.8"));

        assertThat(answer.addresses()).containsExactly("8.8.8.8");
        assertThat(answer.ttlSeconds()).isEqualTo(93);
    }

    @Test
    void read_chainThatIsTooLong_fails() {
        assertThat(read(Type.A, chain(9, "8.8.8.8")).note())
                .isEqualTo("more than 8 aliases one after another, or a loop of them");
    }

    @Test
    void read_loop_fails() {
        assertThat(read(Type.A, "a.test. 60 CNAME b.test.", "b.test. 60 CNAME a.test.")
                        .kind())
                .isEqualTo(Answer.Kind.FAILED);
        assertThat(read(Type.A, "a.test. 60 CNAME a.test.").kind()).isEqualTo(Answer.Kind.FAILED);
    }

    @Test
    @DisplayName("what does not stand on the way is not looked at")
    void read_strayRecords_areIgnored() {
        assertThat(read(Type.A, "b.test. 60 A 8.8.8.8").kind()).isEqualTo(Answer.Kind.NONE);
        assertThat(read(Type.A, "a.test. 60 CNAME c.test.", "b.test. 60 A 8.8.8.8")
                        .kind())
                .isEqualTo(Answer.Kind.NONE);
    }

    @Test
    void read_nxdomain_fails() {
        Message response = response(Type.A, "a.test. 60 A 8.8.8.8");
        response.getHeader().setRcode(Rcode.NXDOMAIN);

        assertThat(READER.read(response, NAME, Type.A).note()).startsWith("NXDOMAIN");
    }

    @ParameterizedTest
    @CsvSource({"300, 60, 60", "20, 60, 20"})
    @DisplayName("no data: for as long as the SOA says (RFC 2308)")
    void read_noData_livesAsTheSoaSays(int soaTtl, int minimum, long expected) {
        Message response = response(Type.AAAA);
        response.addRecord(
                FakeResolver.record("test. " + soaTtl + " SOA ns.test. dns.test. 1 2 3 4 " + minimum),
                Section.AUTHORITY);

        assertThat(READER.read(response, NAME, Type.AAAA)).isEqualTo(Answer.none(expected));
    }

    @Test
    void read_referral_saysNothingOfTheName() {
        Message response = response(Type.A);
        response.addRecord(FakeResolver.record("test. 60 NS ns.test."), Section.AUTHORITY);

        assertThat(READER.read(response, NAME, Type.A).note()).startsWith("a referral");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "192.0.2.1", "0.0.0.0", "224.0.0.1"})
    void read_onlyForbiddenAddresses_fails(String address) {
        Answer answer = read(Type.A, "a.test. 60 A " + address);

        assertThat(answer.kind()).isEqualTo(Answer.Kind.FAILED);
        assertThat(answer.note()).startsWith("leads to " + address + " (").endsWith("), which is not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "fd00::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2001:db8::1"})
    void read_onlyForbiddenAaaa_fails(String address) {
        assertThat(read(Type.AAAA, "a.test. 60 AAAA " + address).kind()).isEqualTo(Answer.Kind.FAILED);
    }

    @Test
    void read_someForbiddenAddresses_areLeftOutAndSaid() {
        Answer answer = read(Type.A, "a.test. 60 A 8.8.8.8", "a.test. 60 A 10.0.0.1", "a.test. 60 A 10.0.0.2");

        assertThat(answer.addresses()).containsExactly("8.8.8.8");
        assertThat(answer.note()).isEqualTo("leads to 2 such as 10.0.0.2 (private use), which is not allowed");
    }

    @Test
    void read_addressThatIsAllowed_isTaken() {
        AnswerReader inside = new AnswerReader(8, 16, AddressPolicy.publicOnly().allow("10.0.0.0/8"));

        assertThat(inside.read(response(Type.A, "a.test. 60 A 10.0.0.1"), NAME, Type.A)
                        .isFound())
                .isTrue();
    }

    @Test
    @DisplayName("of a thousand addresses the first sixteen in their order are taken, whatever order they come in")
    void read_tooManyAddresses_areCut() {
        String[] many = IntStream.range(0, 1000)
                .mapToObj(i -> "a.test. 60 A 8.8." + (999 - i) / 250 + "." + (999 - i) % 250)
                .toArray(String[]::new);

        Answer answer = read(Type.A, many);

        assertThat(answer.addresses()).hasSize(16).contains("8.8.0.0");
        assertThat(answer.note()).isEqualTo("has 1000 addresses, of which the first 16 are taken");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2_147_483_647})
    void read_anyTtl_isTakenAsItIs(long ttl) {
        assertThat(read(Type.A, "a.test. " + ttl + " A 8.8.8.8").ttlSeconds()).isEqualTo(ttl);
    }
}
