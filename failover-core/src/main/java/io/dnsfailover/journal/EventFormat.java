package io.dnsfailover.journal;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Printable;

/**
 * An event as text, version 1: one line of printable ASCII, with a tab before each field, as {@link JournalFormat} writes its lines.
 * That is how a {@link io.dnsfailover.spi.StateStore} keeps events that have still to be told.
 *
 * <p>What is written is what is read: {@code event(text(x))} equals {@code x}, for every kind of event and every field, but that the
 * evidence of a decision gives way where the text would be longer than {@link #MAX_CHARS}: first the single results on other
 * endpoints than the two that the record moves between, then all single results, then the votes on other endpoints, in the end all of
 * it. The decision itself is never cut.
 *
 * <p>A text is read strictly, by the version that it names: it was written by another version, or damaged, if it is not the very text
 * that its event is written as.
 */
public final class EventFormat {
    /** The longest text, in characters: room for all results of fifty endpoints seen from five locations. */
    public static final int MAX_CHARS = 128 * 1024;

    private static final long VERSION = 1;

    private EventFormat() {}

    /**
     * Writes an event.
     *
     * @param event the event
     * @return one line of printable ASCII and tabs, without a line break, of {@link #MAX_CHARS} at most
     * @throws IllegalArgumentException when it is longer, and not because of its evidence
     */
    public static String text(FailoverEvent event) {
        String line = line(event);
        Decision decision = EventKind.decisionOf(event);
        if (decision != null) {
            for (EvidenceCut cut : EvidenceCut.values()) {
                if (line.length() <= MAX_CHARS) {
                    break;
                }
                line = line(EventKind.withDecision(event, cut.of(decision)));
            }
        }
        if (line.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "the event " + Printable.of(event.header().id()) + " takes " + line.length()
                            + " characters, and an event has at most " + MAX_CHARS);
        }
        return line;
    }

    private static String line(FailoverEvent event) {
        EventKind kind = EventKind.of(event);
        FailoverEvent.Header header = event.header();
        LineWriter out = new LineWriter(kind.word())
                .put("v", VERSION)
                .put("id", header.id())
                .put("policy", header.policy());
        if (header.record() != null) {
            out.put("record", PolicyText.key(header.record()));
        }
        kind.write(event, out.put("at", header.at()));
        return out.line();
    }

    /**
     * Reads an event.
     *
     * @param text what {@link #text} wrote
     * @return the event
     * @throws JournalFormatException when the text breaks the format; the message names the rule
     */
    public static FailoverEvent event(String text) throws JournalFormatException {
        if (text.length() > MAX_CHARS) {
            throw new JournalFormatException("an event has at most " + MAX_CHARS + " characters, not " + text.length());
        }
        FailoverEvent event = read(text);
        if (!line(event).equals(text)) {
            throw new JournalFormatException("not an event: a field is there twice, unknown, or not written as version "
                    + VERSION + " writes it");
        }
        return event;
    }

    private static FailoverEvent read(String text) throws JournalFormatException {
        try {
            LineReader in = new LineReader(text);
            long version = in.number("v");
            if (version != VERSION) {
                throw new IllegalArgumentException("version " + version + " is not known, " + VERSION + " is");
            }
            FailoverEvent.Header header = new FailoverEvent.Header(
                    in.text("id"),
                    in.text("policy"),
                    in.textIfAny("record") == null ? null : in.read("record", PolicyText::key),
                    in.moment("at"));
            return EventKind.of(in.kind()).read(in, header);
        } catch (RuntimeException e) {
            throw new JournalFormatException("not an event: " + e.getMessage());
        }
    }
}
