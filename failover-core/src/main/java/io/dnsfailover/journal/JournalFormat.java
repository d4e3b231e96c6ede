package io.dnsfailover.journal;

import io.dnsfailover.model.Printable;
import io.dnsfailover.policy.FailoverPolicy;
import java.util.List;

/**
 * The text of a journal, version 2: one line of printable ASCII for each entry, with a tab before each field.
 *
 * <pre>
 * observed    at=81000000017/2026-01-01T00:01:21Z    policy=www    endpoint=192.0.2.10    location=fra1    reason=REFUSED ...
 * </pre>
 *
 * <ul>
 *   <li>A line is a kind, then fields {@code key=value}. A key can stand there several times, for a list.
 *   <li>In a value the backslash is doubled, and what is not printable ASCII is {@code \}{@code uXXXX}; so a value never
 *       holds a tab or a line break. A value can hold a line of its own, escaped once more.
 *   <li>A moment is {@code NANOSECONDS/INSTANT}: the monotonic clock, which has another origin in each run, and the wall clock.
 *   <li>A field that the reader does not know is ignored: later versions of the library may add some. A kind that it does not
 *       know, and a field that is missing, is an error: a replay without an input would be another story.
 *   <li>What changes the meaning of a line gets another version in the {@link #HEADER}, with which every segment of a journal
 *       begins; a reader refuses a version that it does not know. Version 1 had neither notes of checks nor
 *       limits on latency in policies; it is read as what it was.
 * </ul>
 *
 * <p>What is written is what is read: {@code entry(line(x))} equals {@code x}, but that the checks of policies become
 * {@link RecordedProbe}s.
 */
public final class JournalFormat {
    /** The first line of every segment: what it is, and the version. */
    public static final String HEADER = "failover-journal 2";

    private static final String HEADER_1 = "failover-journal 1";

    private JournalFormat() {}

    /** Whether a segment that begins with this line can be read. */
    static boolean isKnown(String header) {
        return header.equals(HEADER) || header.equals(HEADER_1);
    }

    /**
     * Writes an entry.
     *
     * @param entry the entry
     * @return one line of printable ASCII and tabs, without a line break
     */
    public static String line(JournalEntry entry) {
        if (entry instanceof JournalEntry.Observed observed) {
            return ObservationText.write(observed.observation(), new LineWriter("observed").put("at", entry.at()))
                    .line();
        }
        LineWriter out = new LineWriter(EntryKind.of(entry).word()).put("at", entry.at());
        if (entry instanceof JournalEntry.Started started) {
            HostText.write(out, started.host());
            policies(out, started.policies());
            started.stored().forEach((policy, state) -> out.put("stored", StateText.stored(policy, state)));
        } else if (entry instanceof JournalEntry.Continued continued) {
            HostText.write(out, continued.host());
            policies(out, continued.policies());
        } else if (entry instanceof JournalEntry.PoliciesReplaced replaced) {
            policies(out, replaced.policies());
        } else if (entry instanceof JournalEntry.ServersRead read) {
            out.put("policy", read.policy()).put("asked", read.asked());
            read.served().forEach(holds -> out.put("holds", StateText.published(holds)));
        } else if (entry instanceof JournalEntry.Woken woken) {
            out.put("policy", woken.policy());
        } else if (entry instanceof JournalEntry.Ordered ordered) {
            out.put("policy", ordered.policy()).put("command", StateText.command(ordered.command()));
        } else if (entry instanceof JournalEntry.Lost lost) {
            out.put("entries", lost.entries());
        } else if (entry instanceof JournalEntry.ControlChecked checked) {
            out.put("location", checked.location())
                    .put("control", checked.control())
                    .put("reason", checked.reason())
                    .put("started", checked.started());
        } else {
            published(entry, out);
        }
        return out.line();
    }

    private static void published(JournalEntry entry, LineWriter out) {
        if (entry instanceof JournalEntry.ServerAhead ahead) {
            out.put("policy", ahead.policy())
                    .put("publisher", ahead.publisher())
                    .put("holds", StateText.published(ahead.holds()))
                    .put("settled", ahead.settled() ? 1 : 0);
        } else if (entry instanceof JournalEntry.PublishConfirmed confirmed) {
            out.put("policy", confirmed.policy())
                    .put("publisher", confirmed.publisher())
                    .put("serves", StateText.recordSet(confirmed.recordSet()))
                    .put("generation", confirmed.generation());
        } else if (entry instanceof JournalEntry.PublishFailed failed) {
            out.put("policy", failed.policy())
                    .put("publisher", failed.publisher())
                    .put("effect", failed.effect())
                    .put("message", failed.message())
                    .put("attempt", failed.attempt());
        } else if (entry instanceof JournalEntry.Decided decided) {
            out.put("policy", decided.policy())
                    .put("generation", decided.generation())
                    .put("cause", decided.cause())
                    .put("from", StateText.holding(decided.from()))
                    .put("to", StateText.holding(decided.to()));
            if (decided.began() != null) {
                out.put("began", decided.began());
            }
            out.put("text", decided.text());
        }
    }

    private static void policies(LineWriter out, List<FailoverPolicy> policies) {
        policies.forEach(policy -> out.put("policy", PolicyText.of(policy)));
    }

    /**
     * Reads an entry.
     *
     * @param line what {@link #line} wrote, by this version of the library or another one of the same version of the format
     * @return the entry
     * @throws JournalFormatException when the line breaks the format; the message names the rule
     */
    public static JournalEntry entry(String line) throws JournalFormatException {
        try {
            LineReader fields = new LineReader(line);
            for (EntryKind kind : EntryKind.values()) {
                if (kind.word().equals(fields.kind())) {
                    return kind.read(fields, fields.moment("at"));
                }
            }
            throw new JournalFormatException("'" + Printable.of(fields.kind()) + "' is no kind of entry");
        } catch (RuntimeException e) {
            throw new JournalFormatException("not a journal entry: " + e.getMessage());
        }
    }
}
