package io.dnsfailover.notify.report;

import io.dnsfailover.notify.report.Block.Cell;
import io.dnsfailover.notify.report.Block.Code;
import io.dnsfailover.notify.report.Block.Fact;
import io.dnsfailover.notify.report.Block.Facts;
import io.dnsfailover.notify.report.Block.Figure;
import io.dnsfailover.notify.report.Block.Table;
import io.dnsfailover.notify.report.Block.Tone;
import io.dnsfailover.notify.report.Block.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Writes the sections of a report as HTML that mail clients show too: tables, styles on each element, and a style sheet only for the
 * dark. Everything that is not a tag of ours is escaped.
 */
final class HtmlWriter {
    private static final String FONT = "font-family:Helvetica,Arial,sans-serif;";
    private static final String MONO = "font-family:Menlo,Consolas,'Liberation Mono',monospace;";
    private static final int LONG_WORD = 24;
    private static final int SHORT_TEXT = 10;
    private static final String CELL = "padding:3px 10px 3px 0;vertical-align:top;text-align:left;";

    /** Colours of the dark, for clients that know the media query; {@code !important} wins over the styles of the elements. */
    static final String DARK_STYLE = """
            @media (prefers-color-scheme:dark){
            .ground{background:#14171c !important;color:#e6e9ee !important}
            .muted{color:#a3adb8 !important}
            .panel{background:#1e232b !important}
            .rule{border-color:#3d4550 !important}
            .good{color:#4ac26b !important}.bad{color:#ff7b72 !important}.warn{color:#e3b341 !important}
            }
            """;

    private final StringBuilder out = new StringBuilder(8192);
    private final Function<Figure, String> figures;

    /**
     * A writer.
     *
     * @param figures how a picture gets into the page: HTML, already escaped
     */
    HtmlWriter(Function<Figure, String> figures) {
        this.figures = figures;
    }

    String write(String title, Tone tone, List<Section> sections) {
        out.append(
                        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" class=\"ground\" style=\"")
                .append(FONT)
                .append(
                        "background:#ffffff;color:#1b1f24;font-size:14px;line-height:1.45;\"><tr><td align=\"center\">\n")
                .append(
                        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:680px;")
                .append("text-align:left;\"><tr><td style=\"padding:16px 12px;\">\n<h1 class=\"")
                .append(nameOf(tone))
                .append("\" style=\"font-size:18px;line-height:1.3;margin:0 0 8px 0;")
                .append(colour(tone))
                .append("\">")
                .append(escaped(title))
                .append("</h1>\n");
        for (Section section : sections) {
            out.append(
                            "<h2 class=\"rule\" style=\"font-size:15px;margin:22px 0 6px 0;padding-top:8px;border-top:1px solid #d3d9e0;\">")
                    .append(escaped(section.heading()))
                    .append("</h2>\n");
            section.blocks().forEach(this::block);
        }
        return out.append("</td></tr></table>\n</td></tr></table>\n").toString();
    }

    private void block(Block block) {
        if (block instanceof Words words) {
            out.append("<p style=\"margin:4px 0;\">")
                    .append(escaped(words.text()))
                    .append("</p>\n");
        } else if (block instanceof Facts facts) {
            facts(facts.facts());
        } else if (block instanceof Code code) {
            out.append("<pre class=\"panel\" style=\"")
                    .append(MONO)
                    .append(
                            "font-size:12px;background:#f3f5f8;padding:8px;margin:4px 0;white-space:pre-wrap;overflow-wrap:anywhere;\">")
                    .append(escaped(String.join("\n", code.lines())))
                    .append("</pre>\n");
        } else if (block instanceof Figure figure) {
            figure(figure);
        } else {
            table((Table) block);
        }
    }

    private void facts(List<Fact> facts) {
        out.append(
                "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"font-size:14px;margin:6px 0;\">\n");
        for (Fact fact : facts) {
            out.append("<tr><td class=\"muted\" style=\"")
                    .append(CELL)
                    .append("color:#57606a;\">")
                    .append(escaped(fact.name()))
                    .append("</td>");
            cell(fact.value(), "");
            out.append("</tr>\n");
        }
        out.append("</table>\n");
    }

    private void figure(Figure figure) {
        out.append("<div style=\"margin:8px 0;\">")
                .append(figures.apply(figure))
                .append("</div>\n");
        figure.picture()
                .description()
                .lines()
                .forEach(line -> out.append("<p class=\"muted\" style=\"margin:2px 0;font-size:12px;color:#57606a;\">")
                        .append(escaped(Shown.line(line)))
                        .append("</p>\n"));
    }

    private void table(Table table) {
        if (!table.caption().isEmpty()) {
            out.append("<p style=\"margin:12px 0 2px 0;font-weight:bold;font-size:13px;\">")
                    .append(escaped(table.caption()))
                    .append("</p>\n");
        }
        out.append(
                "<table cellpadding=\"0\" cellspacing=\"0\" style=\"font-size:12px;width:100%;margin:4px 0;\">\n<tr>");
        for (String name : table.head()) {
            out.append("<th class=\"muted\" style=\"")
                    .append(CELL)
                    .append("color:#57606a;font-weight:normal;\">")
                    .append(escaped(name))
                    .append("</th>");
        }
        out.append("</tr>\n");
        for (List<Cell> row : table.rows()) {
            out.append("<tr>");
            row.forEach(each -> cell(each, "border-top:1px solid #d3d9e0;" + wrapping(each.text())));
            out.append("</tr>\n");
        }
        out.append("</table>\n");
        if (table.omitted() > 0) {
            out.append("<p style=\"margin:2px 0;\">and ")
                    .append(table.omitted())
                    .append(" rows more</p>\n");
        }
    }

    private void cell(Cell cell, String style) {
        String tone = cell.tone() == Tone.PLAIN ? "" : " " + nameOf(cell.tone());
        out.append("<td class=\"rule")
                .append(tone)
                .append("\" style=\"")
                .append(CELL)
                .append(style)
                .append(colour(cell.tone()));
        out.append("\">").append(escaped(cell.text())).append("</td>");
    }

    /** A long word breaks anywhere, so that it does not widen the page; a short text stays on one line. */
    private static String wrapping(String text) {
        boolean isLong = Arrays.stream(text.split(" ")).anyMatch(word -> word.length() > LONG_WORD);
        return isLong ? "overflow-wrap:anywhere;" : text.length() <= SHORT_TEXT ? "white-space:nowrap;" : "";
    }

    private static String nameOf(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    private static String colour(Tone tone) {
        return switch (tone) {
            case PLAIN -> "";
            case GOOD -> "color:#1a7f37;";
            case BAD -> "color:#c62828;";
            case WARN -> "color:#8a5a00;";
        };
    }

    /** What stands in text or in an attribute between double quotes. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}
