package io.dnsfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dnsfailover.decision.Command;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries as text, and back. */
class JournalFormatTest {
    private static final Moment AT = new Moment(81_000_000_017L, Instant.parse("2026-01-01T00:01:21Z"));

    @Test
    @DisplayName(
            "what is written is what is read, whatever it is, and the text is one line of printable ASCII and tabs")
    void anyEntry_isReadAsItWasWritten() throws Exception {
        Set<Class<?>> kinds = new HashSet<>();
        for (long seed = 0; seed < 3_000; seed++) {
            RandomEntries random = new RandomEntries(seed);
            JournalEntry entry = random.next();

            String line = JournalFormat.line(entry);

            assertThat(line).as("seed %d", seed).matches("[\\t -~]+");
            assertThat(JournalFormat.entry(line)).as("seed %d: %s", seed, line).isEqualTo(entry);
            kinds.add(entry.getClass());
        }
        assertThat(kinds).hasSameSizeAs(JournalEntry.class.getPermittedSubclasses());
    }

    @Test
    @DisplayName("version 2 is this text: a change of it needs another version")
    void text_isStable() {
        ProbeResult refused =
                new ProbeResult(Reason.REFUSED, "no\tway", Timings.total(Duration.ofMillis(3)), "192.0.2.10", 0);

        assertThat(JournalFormat.line(
                        new JournalEntry.Observed(AT, new Observation("www", "a", "fra1", refused, AT, 2))))
                .isEqualTo("observed\tat=81000000017/2026-01-01T00:01:21Z\tpolicy=www\tendpoint=a\tlocation=fra1"
                        + "\treason=REFUSED\ttotal=PT0.003S\tstarted=81000000017/2026-01-01T00:01:21Z\task=2"
                        + "\tresolved=192.0.2.10\tdetail=no\\u0009way");
        Notes notes = new Notes("ends soon", Instant.parse("2026-02-01T00:00:00Z"), "sha256:1f");
        assertThat(JournalFormat.line(
                        new JournalEntry.Observed(AT, new Observation("www", "a", "fra1", refused.with(notes), AT, 0))))
                .contains("\twarning=ends soon\tcertificate-ends=2026-02-01T00:00:00Z\tdigest=sha256:1f\tresolved=");
        assertThat(JournalFormat.line(new JournalEntry.Ordered(AT, "www", new Command.Hold(Duration.ofMinutes(5)))))
                .isEqualTo("ordered\tat=81000000017/2026-01-01T00:01:21Z\tpolicy=www\tcommand=hold PT5M");
        assertThat(JournalFormat.HEADER).isEqualTo("failover-journal 2");
    }

    @Test
    @DisplayName("a field of a later version is ignored")
    void unknownField_isIgnored() throws Exception {
        JournalEntry woken = new JournalEntry.Woken(AT, "www");

        assertThat(JournalFormat.entry(JournalFormat.line(woken) + "\tcolour=blue"))
                .isEqualTo(woken);
    }

    @ParameterizedTest
    @DisplayName("a line that breaks the format is an error that names the rule")
    @CsvSource(delimiter = '|', textBlock = """
                    sang~at=1/2026-01-01T00:00:00Z                   | 'sang' is no kind of entry
                    woken~at=1/2026-01-01T00:00:00Z                  | the field 'policy' is missing
                    woken~policy=www                                 | the field 'at' is missing
                    woken~at=1~policy=www                            | a moment is NANOSECONDS/INSTANT
                    woken~at=1/yesterday~policy=www                  | 'at' holds '1/yesterday'
                    woken~at=1/2026-01-01T00:00:00Z~policy           | a field is key=value
                    woken~at=1/2026-01-01T00:00:00Z~policy=a\\b      | a backslash that escapes nothing
                    ordered~at=1/2026-01-01T00:00:00Z~policy=a~command=sing | 'command' holds 'sing'
                    lost~at=1/2026-01-01T00:00:00Z~entries=many      | 'entries' holds 'many'
                    replaced~at=1/2026-01-01T00:00:00Z~policy=policy  | the field 'record' is missing
                    """)
    void brokenLine_isNamed(String line, String rule) {
        assertThatExceptionOfType(JournalFormatException.class)
                .isThrownBy(() -> JournalFormat.entry(line.strip().replace('~', '\t')))
                .withMessageContaining(rule);
    }
}
