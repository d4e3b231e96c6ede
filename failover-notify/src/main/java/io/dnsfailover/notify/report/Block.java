package io.dnsfailover.notify.report;

import io.dnsfailover.notify.picture.Picture;
import java.util.Arrays;
import java.util.List;

/** What a section of a report is made of. All text in it is one line of printable ASCII. */
sealed interface Block {
    /** How a text is meant; always said in words too. */
    enum Tone {
        PLAIN,
        GOOD,
        BAD,
        WARN
    }

    /** A sentence or two. */
    record Words(String text) implements Block {
        public Words {
            text = Shown.line(text);
        }
    }

    /** Names with their values. */
    record Facts(List<Fact> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** One name and its value. */
    record Fact(String name, Cell value) {
        static Fact of(String name, String value) {
            return new Fact(name, Cell.of(value));
        }
    }

    /** Text with a tone. */
    record Cell(String text, Tone tone) {
        public Cell {
            text = Shown.line(text);
        }

        static Cell of(String text) {
            return new Cell(text, Tone.PLAIN);
        }
    }

    /**
     * Rows under a head. A table that is longer than {@link #MAX_ROWS} says how many rows are left out.
     *
     * @param caption what it shows; empty for none
     */
    record Table(String caption, List<String> head, List<List<Cell>> rows, int omitted) implements Block {
        static final int MAX_ROWS = 120;

        public Table {
            caption = Shown.line(caption);
            head = List.copyOf(head);
            rows = rows.stream().map(List::copyOf).toList();
        }

        static Table of(String caption, List<String> head, List<List<Cell>> rows) {
            int shown = Math.min(rows.size(), MAX_ROWS);
            return new Table(caption, head, rows.subList(0, shown), rows.size() - shown);
        }
    }

    /** Lines to copy. */
    record Code(List<String> lines) implements Block {
        public Code {
            lines = lines.stream().map(Shown::line).toList();
        }
    }

    /**
     * A picture.
     *
     * @param id letters, digits and hyphens; unique in the report
     */
    record Figure(String id, Picture picture) implements Block {}

    static List<Cell> row(String... texts) {
        return Arrays.stream(texts).map(Cell::of).toList();
    }
}
