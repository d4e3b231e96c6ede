package io.dnsfailover.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.RecordType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

class EdnsAndSizeTest {
    private final MemoryDirectory directory = Fixture.directory();
    private final Answerer answerer = Fixture.answerer(directory);

    private static Message withOpt(OPTRecord opt) {
        Message query = Fixture.query("www.example.com.", "A");
        query.addRecord(opt, Section.ADDITIONAL);
        return query;
    }

    @Test
    void answer_withOpt_bringsItsOwn() {
        OPTRecord opt =
                new OPTRecord(4096, 0, 0, 0, new CookieOption(new byte[8]), new ClientSubnetOption(24, address()));

        Message response = Fixture.ask(answerer, withOpt(opt));

        assertThat(response.getOPT().getPayloadSize()).isEqualTo(1232);
        assertThat(response.getOPT().getVersion()).isZero();
        assertThat(response.getOPT().getFlags()).isZero();
        assertThat(response.getOPT().getOptions()).isEmpty();
        assertThat(response.getSectionRRsets(Section.ANSWER)).hasSize(1);
    }

    private static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 0});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void answer_withDnssecOk_copiesTheBitAlone() {
        Message response = Fixture.ask(answerer, withOpt(new OPTRecord(1232, 0, 0, 0xFFFF)));

        assertThat(response.getOPT().getFlags()).isEqualTo(0x8000);
    }

    @Test
    void answer_withOptOfAnotherVersion_isBadvers() {
        Message response = Fixture.ask(answerer, withOpt(new OPTRecord(1232, 0, 1)));

        assertThat(response.getRcode()).isEqualTo(Rcode.BADVERS);
        assertThat(response.getOPT().getVersion()).isZero();
        assertThat(response.getSection(Section.ANSWER)).isEmpty();
    }

    @Test
    void answer_withOptOfAnotherVersion_itsDataAreNotJudged() {
        byte[] query = withTail("00 0029 1000 00010000 0003 ABCDEF");

        assertThat(Fixture.parse(answerer.answer(query, Transport.UDP)).getRcode())
                .isEqualTo(Rcode.BADVERS);
    }

    /** A plain query with one more record, written in hex. */
    private static byte[] withTail(String record) {
        byte[] query = Fixture.query("www.example.com.", "A").toWire();
        byte[] tail = HexFormat.of().parseHex(record.replace(" ", ""));
        byte[] whole = Arrays.copyOf(query, query.length + tail.length);
        System.arraycopy(tail, 0, whole, query.length, tail.length);
        whole[11] = 1;
        return whole;
    }

    @ParameterizedTest
    @CsvSource({"www.example.org., REFUSED", "nothing.example.com., NXDOMAIN", "pending.example.com., SERVFAIL"})
    void answer_errorToAQueryWithOpt_bringsOptToo(String name, String rcode) {
        Message query = Fixture.query(name, "A");
        query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);

        Message response = Fixture.ask(answerer, query);

        assertThat(Fixture.rcode(response)).isEqualTo(rcode);
        assertThat(response.getOPT()).isNotNull();
    }

    @Test
    void answer_twoOpts_isFormerr() {
        Message query = withOpt(new OPTRecord(1232, 0, 0));
        query.addRecord(new OPTRecord(512, 0, 0), Section.ADDITIONAL);

        Message response = Fixture.ask(answerer, query);

        assertThat(response.getRcode()).isEqualTo(Rcode.FORMERR);
        assertThat(response.getOPT()).isNull();
        assertThat(response.getQuestion().getName()).hasToString("www.example.com.");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                // an owner that is not the root
                "01 61 00 0029 1000 00000000 0000",
                // an option that is longer than the record
                "00 0029 1000 00000000 0006 000A 0004 0000",
                // one octet too few for an option
                "00 0029 1000 00000000 0003 000A 00",
                // data beyond the message
                "00 0029 1000 00000000 0004 0000",
                // not even the fixed part
                "00 0029 1000",
            })
    void answer_malformedOpt_isFormerr(String opt) {
        Message response = Fixture.parse(answerer.answer(withTail(opt), Transport.UDP));

        assertThat(response.getRcode()).isEqualTo(Rcode.FORMERR);
    }

    @ParameterizedTest(name = "EDNS size {0} holds {1} addresses")
    @CsvSource({
        // header 12, question 21; OPT 11; 16 for each address
        "none, 29",
        "0, 29",
        "511, 29",
        "512, 29",
        "700, 41",
        "1232, 74",
        "4096, 74",
        "65535, 74"
    })
    void answer_overUdp_keepsTheLimitOfTheRequestor(String size, int addresses) {
        Message query = Fixture.query("big.example.com.", "A");
        if (!size.equals("none")) {
            query.addRecord(new OPTRecord(Integer.parseInt(size), 0, 0), Section.ADDITIONAL);
        }
        int limit = size.equals("none") ? 512 : Math.min(1232, Math.max(512, Integer.parseInt(size)));

        addresses(addresses);
        byte[] full = answerer.answer(query.toWire(), Transport.UDP);
        addresses(addresses + 1);
        byte[] truncated = answerer.answer(query.toWire(), Transport.UDP);

        assertThat(full.length).isBetween(limit - 15, limit);
        assertThat(Fixture.parse(full).getSection(Section.ANSWER)).hasSize(addresses);
        assertThat(Fixture.parse(full).getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(Fixture.parse(truncated).getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(Fixture.parse(truncated).getSection(Section.ANSWER)).isEmpty();
        assertThat(Fixture.parse(truncated).getOPT() != null).isEqualTo(!size.equals("none"));
        assertThat(truncated).hasSize(query.toWire().length);
    }

    @Test
    void answer_overTcp_isNotTruncated() {
        addresses(4000);

        Message response = Fixture.ask(answerer, Fixture.query("big.example.com.", "A"), Transport.TCP);

        assertThat(response.getSection(Section.ANSWER)).hasSize(4000);
        assertThat(response.getHeader().getFlag(Flags.TC)).isFalse();
    }

    @Test
    void answer_tooLongEvenForTcp_isTruncated() {
        addresses(4200);

        Message response = Fixture.ask(answerer, Fixture.query("big.example.com.", "A"), Transport.TCP);

        assertThat(response.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(response.getSection(Section.ANSWER)).isEmpty();
    }

    private void addresses(int count) {
        String[] addresses = IntStream.range(0, count)
                .mapToObj(i -> "198.18." + i / 256 + "." + i % 256)
                .toArray(String[]::new);
        directory.put("example.com.", "big.example.com.", RecordType.A, addresses);
    }

    @Test
    void answer_longestNames_fitWithoutEdns() {
        String label = "a".repeat(63) + ".";
        String zone = "b".repeat(30) + "." + label.repeat(3);
        directory.put(zone, "www." + zone, RecordType.A, "192.0.2.1");
        String name = "c".repeat(29) + "." + zone;

        byte[] response = answerer.answer(Fixture.query(name, "A").toWire(), Transport.UDP);

        // The contact of the SOA record repeats the zone, uncompressed.
        assertThat(response.length).isLessThanOrEqualTo(512);
        assertThat(Fixture.rcode(Fixture.parse(response))).isEqualTo("NXDOMAIN");
    }

    @ParameterizedTest
    @CsvSource({"true, BIG_ENDIAN", "false, LITTLE_ENDIAN", "false, BIG_ENDIAN", "true, LITTLE_ENDIAN"})
    void answer_inBuffers_worksFromThePositionWhateverTheKind(boolean direct, String order) {
        byte[] query = Fixture.query("api.example.com.", "A").toWire();
        ByteOrder byteOrder = order.startsWith("B") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer in = (direct ? ByteBuffer.allocateDirect(600) : ByteBuffer.allocate(600)).order(byteOrder);
        in.position(7).put(query).flip().position(7);
        ByteBuffer out = (direct ? ByteBuffer.allocateDirect(600) : ByteBuffer.allocate(600)).order(byteOrder);
        out.position(5);

        int length = answerer.answer(in.asReadOnlyBuffer(), Transport.UDP, out);

        byte[] response = new byte[length];
        assertThat(out.position()).isEqualTo(5 + length);
        out.get(5, response);
        assertThat(response).isEqualTo(answerer.answer(query, Transport.UDP));
        assertThat(in.position()).isEqualTo(7);
        assertThat(out.order()).isEqualTo(byteOrder);
    }

    @Test
    void answer_bufferOfAnySize_truncatesOrDropsButNeverThrows() {
        byte[] query = withOpt(new OPTRecord(1232, 0, 0)).toWire();
        int smallest = query.length;
        int whole = answerer.answer(query, Transport.UDP).length;

        for (int size = 0; size <= whole; size++) {
            ByteBuffer out = ByteBuffer.allocate(size);
            int length = answerer.answer(ByteBuffer.wrap(query), Transport.UDP, out);

            assertThat(length).isEqualTo(size < smallest ? 0 : size < whole ? smallest : whole);
            assertThat(out.position()).isEqualTo(length);
        }
        assertThat(answerer.failures()).isZero();
    }
}
