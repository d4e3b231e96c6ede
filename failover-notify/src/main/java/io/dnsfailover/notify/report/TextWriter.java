package io.dnsfailover.notify.report;

import io.dnsfailover.notify.report.Block.Cell;
import io.dnsfailover.notify.report.Block.Code;
import io.dnsfailover.notify.report.Block.Fact;
import io.dnsfailover.notify.report.Block.Facts;
import io.dnsfailover.notify.report.Block.Figure;
import io.dnsfailover.notify.report.Block.Table;
import io.dnsfailover.notify.report.Block.Words;
import java.util.ArrayList;
import java.util.List;

/** Writes a report as plain text. A picture is replaced by its text alternative. */
final class TextWriter {
    private static final int WIDTH = 78;
    private static final int TABLE_WIDTH = 120;

    private final StringBuilder out = new StringBuilder(4096);

    private TextWriter() {}

    static String write(String title, List<Section> sections) {
        TextWriter writer = new TextWriter();
        writer.wrapped(title, "");
        for (Section section : sections) {
            writer.out.append('\n').append(section.heading()).append('\n');
            writer.out.append("-".repeat(section.heading().length())).append('\n');
            section.blocks().forEach(writer::block);
        }
        return writer.out.toString();
    }

    private void block(Block block) {
        if (block instanceof Words words) {
            wrapped(words.text(), "");
        } else if (block instanceof Facts facts) {
            facts(facts.facts());
        } else if (block instanceof Code code) {
            code.lines().forEach(line -> out.append("    ").append(line).append('\n'));
        } else if (block instanceof Figure figure) {
            out.append("Picture: ").append(figure.picture().title()).append('\n');
            figure.picture().description().lines().forEach(line -> wrapped(Shown.line(line), "  "));
        } else {
            table((Table) block);
        }
    }

    private void facts(List<Fact> facts) {
        int widest = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
        for (Fact fact : facts) {
            String name = fact.name() + ":" + " ".repeat(widest - fact.name().length() + 1);
            out.append(name).append(fact.value().text()).append('\n');
        }
    }

    private void table(Table table) {
        if (!table.caption().isEmpty()) {
            out.append('\n');
            wrapped(table.caption(), "");
        }
        int[] widths = widths(table);
        int sum = 0;
        for (int width : widths) {
            sum += width + 2;
        }
        if (sum <= TABLE_WIDTH) {
            columns(table.head(), widths);
            for (List<Cell> row : table.rows()) {
                columns(row.stream().map(Cell::text).toList(), widths);
            }
        } else {
            table.rows().forEach(row -> entry(table.head(), row));
        }
        if (table.omitted() > 0) {
            out.append("and ").append(table.omitted()).append(" rows more\n");
        }
    }

    private static int[] widths(Table table) {
        int[] widths = new int[table.head().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = table.head().get(i).length();
            for (List<Cell> row : table.rows()) {
                widths[i] = Math.max(widths[i], row.get(i).text().length());
            }
        }
        return widths;
    }

    private void columns(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + 2));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    /** A row that is too wide for columns: its first cell, and the others below it by name. */
    private void entry(List<String> head, List<Cell> row) {
        out.append("* ").append(row.get(0).text()).append('\n');
        List<String> others = new ArrayList<>();
        for (int i = 1; i < row.size(); i++) {
            if (!row.get(i).text().isEmpty()) {
                others.add(head.get(i) + ": " + row.get(i).text());
            }
        }
        wrapped(String.join("; ", others), "    ");
    }

    /** Breaks at spaces; a word that is too long for a line stays whole. */
    private void wrapped(String text, String indent) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ", -1)) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
                out.append(line).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(line.length() > indent.length() ? " " : "").append(word);
        }
        out.append(line).append('\n');
    }
}
