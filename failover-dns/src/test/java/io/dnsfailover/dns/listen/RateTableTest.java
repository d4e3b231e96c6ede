package io.dnsfailover.dns.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.listen.RateTable.Judgement;
import io.dnsfailover.model.AddressPrefix;
import io.dnsfailover.model.Target;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTableTest {
    private static final InetAddress CLIENT = address("192.0.2.1");
    private long nanos = 1_234_567_890_123L;

    private static InetAddress address(String text) {
        return ((Target.Address) Target.parse(text)).address();
    }

    private RateTable table(RateLimit limit) {
        return new RateTable(limit, 0x0123_4567_89AB_CDEFL, () -> nanos);
    }

    private static int sent(RateTable table, InetAddress client, int queries) {
        int sent = 0;
        for (int i = 0; i < queries; i++) {
            sent += table.judge(client) == Judgement.SEND ? 1 : 0;
        }
        return sent;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 333, 100_000})
    @DisplayName("one second's worth at once, then as many as come in a second, and never more than that are saved up")
    void judge_answersOfOneNetwork_areThoseOfASecond(int perSecond) {
        RateTable table = table(RateLimit.perSecond(perSecond));

        assertThat(sent(table, CLIENT, 2 * perSecond)).isBetween(perSecond, perSecond + perSecond / 100);
        nanos += Duration.ofMillis(500).toNanos();
        assertThat(sent(table, CLIENT, perSecond)).isBetween(perSecond / 2, perSecond / 2 + 1 + perSecond / 100);
        nanos += Duration.ofHours(2).toNanos();
        assertThat(sent(table, CLIENT, 2 * perSecond)).isBetween(perSecond, perSecond + perSecond / 100);
    }

    @Test
    void judge_anyTimeLater_nothingIsHeldAgainstANetwork() {
        RateTable table = table(RateLimit.perSecond(5));
        for (int days : new int[] {0, 1, 5, 6, 7, 9, 12, 13, 14, 30, 1000}) {
            nanos += Duration.ofDays(days).plusSeconds(1).toNanos();

            assertThat(sent(table, CLIENT, 10)).as("%s days later", days).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, DROP DROP DROP DROP DROP DROP",
        "1, SLIP SLIP SLIP SLIP SLIP SLIP",
        "2, DROP SLIP DROP SLIP DROP SLIP",
        "3, DROP DROP SLIP DROP DROP SLIP"
    })
    void judge_aboveTheLimit_everySoManiethSlips(int slip, String expected) {
        RateTable table = table(RateLimit.perSecond(1).slip(slip));
        table.judge(CLIENT);

        List<String> judgements = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            judgements.add(table.judge(CLIENT).name());
        }

        assertThat(String.join(" ", judgements)).isEqualTo(expected);
    }

    @Test
    @DisplayName("at twice the limit, where every second answer is sent, those above it slip as well")
    void judge_steadilyAboveTheLimit_slips() {
        RateTable table = table(RateLimit.perSecond(100));
        sent(table, CLIENT, 100);
        int[] counts = new int[Judgement.values().length];
        for (int i = 0; i < 200; i++) {
            nanos += Duration.ofMillis(5).toNanos();
            counts[table.judge(CLIENT).ordinal()]++;
        }

        assertThat(counts[Judgement.SEND.ordinal()]).isBetween(98, 101);
        assertThat(counts[Judgement.SLIP.ordinal()]).isBetween(49, 51);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.255, true",
        "192.0.2.1, 192.0.3.1, false",
        "2001:db8:0:1::1, 2001:db8:0:ff::9, true",
        "2001:db8:0:1::1, 2001:db8:0:100::1, false",
        "192.0.2.1, 2001:db8::1, false"
    })
    void judge_networks_shareALimitInsideAndNotOutside(String first, String second, boolean shared) {
        RateTable table = table(RateLimit.perSecond(3));
        sent(table, address(first), 3);

        assertThat(sent(table, address(second), 3)).isEqualTo(shared ? 0 : 3);
    }

    @Test
    void judge_otherPrefixLengths_areHeeded() {
        RateTable table = table(RateLimit.perSecond(1).networks(32, 64));

        assertThat(sent(table, address("192.0.2.1"), 2)).isEqualTo(1);
        assertThat(sent(table, address("192.0.2.2"), 2)).isEqualTo(1);
        assertThat(sent(table, address("2001:db8:0:1::1"), 2)).isEqualTo(1);
        assertThat(sent(table, address("2001:db8:0:2::1"), 2)).isEqualTo(1);
    }

    @Test
    void judge_exemptClients_areNeverLimited() {
        RateTable table = table(RateLimit.perSecond(1)
                .exempt(AddressPrefix.of("192.0.2.128/25"))
                .exempt(AddressPrefix.of("2001:db8::1")));

        assertThat(sent(table, address("192.0.2.200"), 50)).isEqualTo(50);
        assertThat(sent(table, address("2001:db8::1"), 50)).isEqualTo(50);
        assertThat(sent(table, address("192.0.2.1"), 50)).isEqualTo(1);
        assertThat(sent(table, address("2001:db8::2"), 50)).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "a million other networks do not free one that keeps asking, and few of 10,000 quiet ones are limited by"
                    + " mistake")
    void judge_manyNetworks_theTableHoldsThem() {
        RateTable table = table(RateLimit.perSecond(10));
        int sent = 0;
        int mistaken = 0;
        for (int i = 0; i < 1_000_000; i++) {
            byte[] other = {10, (byte) (i >>> 16), (byte) (i >>> 8), (byte) i};
            mistaken += table.judge(address(other)) == Judgement.SEND ? 0 : 1;
            if (i % 10 == 0) {
                sent += table.judge(CLIENT) == Judgement.SEND ? 1 : 0;
            }
        }

        // 3,907 networks of 256 addresses each, of which 10 are answered.
        assertThat(1_000_000 - mistaken).isBetween(38_000, 42_000);
        assertThat(sent).isEqualTo(10);
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void judge_manyThreads_sendExactlyTheLimit() throws Exception {
        RateTable table = table(RateLimit.perSecond(1000));
        AtomicInteger sent = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> sent.addAndGet(sent(table, CLIENT, 1000)));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(sent).hasValue(1000);
    }

    @Test
    void limit_valuesOutOfRange_areAllNamed() {
        assertThatThrownBy(() -> new RateLimit(0, 16, 7, 65, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "perSecond is 1 to 100000, not 0",
                        "slip is 0 to 15",
                        "ipv4Bits is 8 to 32",
                        "ipv6Bits is 16 to 64");
    }
}
