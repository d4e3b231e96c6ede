package io.dnsfailover.notify.dispatch;

import java.util.ArrayList;
import java.util.List;

/** Paragraphs and tables, as plain text and as HTML with all text escaped. */
final class TableText {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    void paragraph(String line) {
        text.append(line).append("\n\n");
        html.append("<p>").append(escaped(line)).append("</p>\n");
    }

    void heading(String line) {
        text.append(line)
                .append('\n')
                .append("-".repeat(Math.min(line.length(), 72)))
                .append('\n');
        html.append("<h2 style=\"font-size:16px;margin:16px 0 4px;\">")
                .append(escaped(line))
                .append("</h2>\n");
    }

    void table(List<String> head, List<List<String>> rows) {
        int[] widths = new int[head.size()];
        List<List<String>> all = new ArrayList<>();
        all.add(head);
        all.addAll(rows);
        all.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        html.append("<table style=\"border-collapse:collapse;font-size:13px;\">\n");
        for (int i = 0; i < all.size(); i++) {
            row(all.get(i), widths, i == 0 ? "th" : "td");
        }
        html.append("</table>\n");
        text.append('\n');
    }

    private void row(List<String> cells, int[] widths, String tag) {
        StringBuilder line = new StringBuilder();
        html.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line.append(cell).append(" ".repeat(i == widths.length - 1 ? 0 : widths[i] - cell.length() + 2));
            html.append('<')
                    .append(tag)
                    .append(" style=\"text-align:left;vertical-align:top;padding:2px 12px 2px 0;\">");
            html.append(escaped(cell)).append("</").append(tag).append('>');
        }
        html.append("</tr>\n");
        text.append(line.toString().stripTrailing()).append('\n');
    }

    String text() {
        return text.toString();
    }

    /** With something before it, where there is anything. */
    String text(String before) {
        return text.isEmpty() ? "" : before + text;
    }

    /** A whole page. */
    String html(String title) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><title>" + escaped(title) + "</title></head>\n"
                + "<body style=\"font-family:sans-serif;font-size:14px;margin:16px;\">\n<h1 style=\"font-size:18px;\">"
                + escaped(title) + "</h1>\n" + html + "</body></html>\n";
    }

    /** The parts alone, to stand in another page; empty where there are none. */
    String htmlParts() {
        return html.isEmpty()
                ? ""
                : "\n<div class=\"ground\" style=\"font-family:sans-serif;font-size:14px;margin:16px;\">" + html
                        + "</div>\n";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
