package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.spi.Sight.Kind;
import io.dnsfailover.status.ZoneStatus.Standing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuthorityHealthTest {
    private static final int LONGEST = 7;

    @Test
    @DisplayName(
            "over all short sequences of looks: three in a row without an answer are out, two with one answer again, the first counts")
    void allShortSequences_followTheRule() {
        List<List<Kind>> sequences = List.of(List.of());
        for (int length = 1; length <= LONGEST; length++) {
            List<List<Kind>> longer = new ArrayList<>();
            for (List<Kind> shorter : sequences) {
                for (Kind kind : Kind.values()) {
                    List<Kind> sequence = new ArrayList<>(shorter);
                    sequence.add(kind);
                    check(sequence);
                    longer.add(sequence);
                }
            }
            sequences = longer;
        }
    }

    private static void check(List<Kind> sequence) {
        AuthorityHealth health = AuthorityHealth.UNKNOWN;
        Standing expected = Standing.UNKNOWN;
        int run = 0;
        boolean good = false;
        for (Kind kind : sequence) {
            boolean answers = kind == Kind.SERVES || kind == Kind.OTHER;
            run = answers == good ? run + 1 : 1;
            good = answers;
            Standing out = kind == Kind.LAME ? Standing.LAME : Standing.SILENT;
            if (answers && (run >= 2 || expected == Standing.UNKNOWN)) {
                expected = Standing.ANSWERS;
            } else if (!answers && (run >= 3 || expected.isOut())) {
                expected = out;
            }
            health = health.next(kind);
        }
        boolean agrees = good == (expected == Standing.ANSWERS) && expected != Standing.UNKNOWN;

        assertThat(health.standing()).as("%s", sequence).isEqualTo(expected);
        assertThat(health.isOpen()).as("%s", sequence).isEqualTo(!agrees);
    }

    @Test
    @DisplayName("no more than two looks are hurried before it is settled")
    void open_isBounded() {
        for (Kind first : Kind.values()) {
            AuthorityHealth health = AuthorityHealth.UNKNOWN
                    .next(first)
                    .next(Kind.SILENT)
                    .next(Kind.SILENT)
                    .next(Kind.SILENT);

            assertThat(health.isOpen()).isFalse();
            assertThat(health.isOut()).isTrue();
        }
    }
}
