package io.dnsfailover.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;

class HostileQueryTest {
    private static final int MUTATIONS = 200_000;
    private static final long SEED = 20_261_122L;
    private static final String PLAIN = "1234 0100 0001 0000 0000 0000 ";
    private static final String WWW = "03777777 076578616D706C65 03636F6D 00 ";

    private final Answerer answerer = Fixture.answerer(Fixture.directory());

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a pointer to itself              | 1234 0100 0001 0000 0000 0000 C00C 0001 0001
            a pointer forwards               | 1234 0100 0001 0000 0000 0000 C020 0001 0001
            two pointers at each other       | 1234 0100 0001 0000 0000 0000 C00E C00C 0001 0001
            a pointer into the header        | 1234 0100 0001 0000 0000 0000 C000 0001 0001
            a label, then a pointer          | 1234 0100 0001 0000 0000 0000 0161 C00C 0001 0001
            a label of kind 01               | 1234 0100 0001 0000 0000 0000 4161 00 0001 0001
            a label of kind 10               | 1234 0100 0001 0000 0000 0000 8161 00 0001 0001
            a name without an end            | 1234 0100 0001 0000 0000 0000 03777777
            half a pointer                   | 1234 0100 0001 0000 0000 0000 C0
            no type                          | 1234 0100 0001 0000 0000 0000 03777777 00
            half a class                     | 1234 0100 0001 0000 0000 0000 03777777 00 0001 00
            no question                      | 1234 0100 0000 0000 0000 0000
            a question that is not counted   | 1234 0100 0000 0000 0000 0000 03777777 00 0001 0001
            65,535 questions                 | 1234 0100 FFFF 0000 0000 0000 03777777 00 0001 0001
            two questions                    | 1234 0100 0002 0000 0000 0000 0161 00 0001 0001 0162 00 0001 0001
            an answer                        | 1234 0100 0001 0001 0000 0000 0161 00 0001 0001 00 0001 0001 00000000 0000
            an authority                     | 1234 0100 0001 0000 0001 0000 0161 00 0001 0001 00 0001 0001 00000000 0000
            OPT as authority of an IXFR      | 1234 0100 0001 0000 0001 0000 0161 00 00FB 0001 00 0029 1000 00000000 0000
            65,535 missing additionals       | 1234 0100 0001 0000 0000 FFFF 0161 00 0001 0001
            an additional at itself          | 1234 0100 0001 0000 0000 0001 0161 00 0001 0001 C013 0001 0001 00000000 0000
            an additional beyond the end     | 1234 0100 0001 0000 0000 0001 0161 00 0001 0001 00 0001 0001 00000000 FFFF
            something behind the end         | 1234 0100 0001 0000 0000 0000 0161 00 0001 0001 00
            """)
    void answer_malformed_isFormerrWithoutRecords(String what, String query) {
        Message response = Fixture.parse(answerer.answer(hex(query), Transport.UDP));

        assertThat(response.getRcode()).as(what).isEqualTo(Rcode.FORMERR);
        assertThat(response.getSection(Section.ANSWER)).isEmpty();
        assertThat(response.getHeader().getID()).isEqualTo(0x1234);
        assertThat(answerer.failures()).isZero();
    }

    @Test
    void answer_nameOf255OctetsAndOf256_oneIsAName() {
        String label63 = "3F" + "61".repeat(63);
        String longest = label63.repeat(3) + "3D" + "61".repeat(61) + "00";
        String tooLong = label63.repeat(3) + "3E" + "61".repeat(62) + "00";
        String mostLabels = "0161".repeat(127) + "00";
        String tooManyLabels = "0161".repeat(128) + "00";

        assertThat(rcode(PLAIN + longest + "0001 0001")).isEqualTo(Rcode.REFUSED);
        assertThat(rcode(PLAIN + mostLabels + "0001 0001")).isEqualTo(Rcode.REFUSED);
        assertThat(rcode(PLAIN + tooLong + "0001 0001")).isEqualTo(Rcode.FORMERR);
        assertThat(rcode(PLAIN + tooManyLabels + "0001 0001")).isEqualTo(Rcode.FORMERR);
    }

    private int rcode(String query) {
        return Fixture.parse(answerer.answer(hex(query), Transport.UDP)).getRcode();
    }

    @Test
    void answer_labelsThatNoHostNameHas_areOnlyNamesThatDoNotExist() {
        String dotInLabel = "07777777 2E 613031 076578616D706C65 03636F6D 00 ";

        assertThat(rcode(PLAIN + dotInLabel + "0001 0001")).isEqualTo(Rcode.NXDOMAIN);
        assertThat(rcode(PLAIN + "02FF00 076578616D706C65 03636F6D 00 0001 0001"))
                .isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    @DisplayName("an unknown record in the additional section, its owner compressed, is stepped over")
    void answer_otherAdditionalRecords_areIgnored() {
        Message signed = Fixture.query("www.example.com.", "A");
        byte[] key = new byte[32];
        signed.setTSIG(
                new TSIG(TSIG.HMAC_SHA256, "key.example.", Base64.getEncoder().encodeToString(key)));
        String compressed = "1234 0100 0001 0000 0000 0001 " + WWW + "0001 0001 C00C FF01 0001 00000000 0002 ABCD";

        assertThat(Fixture.ask(answerer, signed).getSection(Section.ANSWER)).hasSize(2);
        assertThat(rcode(compressed)).isEqualTo(Rcode.NOERROR);
    }

    @Test
    void answer_responseOrRunt_isSilence() {
        byte[] query = Fixture.query("www.example.com.", "A").toWire();
        byte[] response = query.clone();
        response[2] |= (byte) 0x80;

        assertThat(answerer.answer(response, Transport.UDP)).isNull();
        assertThat(answerer.answer(response, Transport.TCP)).isNull();
        for (int length = 0; length < 12; length++) {
            assertThat(answerer.answer(Arrays.copyOf(query, length), Transport.UDP))
                    .isNull();
        }
        assertThat(answerer.failures()).isZero();
    }

    @Test
    void answer_cutAtEveryOctet_isSilenceThenFormerrThenTheAnswer() {
        byte[] query = corpus().get(2);

        for (int length = 0; length <= query.length; length++) {
            byte[] response = answerer.answer(Arrays.copyOf(query, length), Transport.UDP);
            if (length < 12) {
                assertThat(response).isNull();
                continue;
            }
            int expected = length < query.length ? Rcode.FORMERR : Rcode.NOERROR;
            assertThat(Fixture.parse(response).getRcode())
                    .as("%d octets", length)
                    .isEqualTo(expected);
        }
    }

    private static List<byte[]> corpus() {
        Message edns = Fixture.query("x.y.wild.example.com.", "A");
        edns.addRecord(new OPTRecord(1400, 0, 0, 0x8000, new CookieOption(new byte[8])), Section.ADDITIONAL);
        return List.of(
                Fixture.query("www.example.com.", "A").toWire(),
                Fixture.query("api2.example.com.", "AAAA").toWire(),
                edns.toWire(),
                Fixture.query("nothing.b.c.example.com.", "TYPE65").toWire(),
                Fixture.query("example.com.", "SOA").toWire(),
                Fixture.query("sub.example.com.", "ANY").toWire());
    }

    @Test
    @DisplayName("200,000 mutations: no throw, no answer to a response, nothing longer than allowed, all readable")
    void answer_mutations_holdEveryRule() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> corpus = corpus();
        ByteBuffer out = ByteBuffer.allocate(4096);
        int answered = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] query = mutate(corpus.get(random.nextInt(corpus.size())), corpus, random);
            out.clear();
            int length = answerer.answer(ByteBuffer.wrap(query), Transport.UDP, out);

            boolean mustBeSilent = query.length < 12 || query[2] < 0;
            if (mustBeSilent != (length == 0) || length > 1232 || (length > 512 && !mayBeLong(query))) {
                throw new AssertionError(
                        length + " octets for " + HexFormat.of().formatHex(query));
            }
            if (length > 0) {
                check(query, Arrays.copyOf(out.array(), length));
                answered++;
            }
        }
        assertThat(answerer.failures()).isZero();
        assertThat(answered).isGreaterThan(MUTATIONS / 2);
    }

    private static boolean mayBeLong(byte[] query) {
        return query[11] > 0;
    }

    private static void check(byte[] query, byte[] response) {
        Message message = Fixture.parse(response);
        boolean sameId = response[0] == query[0] && response[1] == query[1];
        if (!sameId || response[2] >= 0 || (response[2] & 0x78) != (query[2] & 0x78)) {
            throw new AssertionError(
                    "the header of the response does not fit " + HexFormat.of().formatHex(query));
        }
        boolean good = message.getRcode() == Rcode.NOERROR || message.getRcode() == Rcode.NXDOMAIN;
        if (!good && response.length > query.length + 11) {
            throw new AssertionError(
                    "an error longer than the query: " + HexFormat.of().formatHex(query));
        }
    }

    private static byte[] mutate(byte[] original, List<byte[]> corpus, SplittableRandom random) {
        byte[] query = original.clone();
        for (int times = 1 + random.nextInt(4); times > 0 && query.length > 0; times--) {
            int at = random.nextInt(query.length);
            switch (random.nextInt(7)) {
                case 0 -> query[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> query[at] = (byte) random.nextInt(256);
                case 2 -> query[at] = (byte) (0xC0 | random.nextInt(2));
                case 3 -> query = Arrays.copyOf(query, at);
                case 4 -> query = Arrays.copyOf(query, query.length + random.nextInt(40));
                case 5 -> query = spliced(query, at, corpus.get(random.nextInt(corpus.size())));
                default -> query[at] = query[random.nextInt(query.length)];
            }
        }
        return query;
    }

    private static byte[] spliced(byte[] head, int at, byte[] tail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head, 0, at);
        out.write(tail, Math.min(at, tail.length), tail.length - Math.min(at, tail.length));
        return out.toByteArray();
    }
}
