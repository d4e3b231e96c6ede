package io.dnsfailover.testkit.backtest;

import java.util.Locale;

/** Writes the few SVG elements that a report needs. Lines that should lie behind everything are written first. */
final class SvgText {
    private final StringBuilder lines = new StringBuilder();
    private final StringBuilder shapes = new StringBuilder();

    void line(double fromX, double fromY, double toX, double toY, String colour) {
        lines.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n",
                fromX,
                fromY,
                toX,
                toY,
                colour));
    }

    void bar(double x, double y, double width, double height, String colour, String title) {
        shapes.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>\n",
                x,
                y,
                width,
                height,
                colour,
                escape(title)));
    }

    /** A small triangle that points up to a place. */
    void triangle(double x, double y, String colour, String title) {
        shapes.append(String.format(
                Locale.ROOT,
                "<path d=\"M %.1f %.1f l 4 7 h -8 z\" fill=\"%s\"><title>%s</title></path>\n",
                x,
                y,
                colour,
                escape(title)));
    }

    void text(double x, double y, String anchor, String colour, int size, String text) {
        shapes.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\" font-size=\"%d\">%s</text>\n",
                x,
                y,
                anchor,
                colour,
                size,
                escape(text)));
    }

    /** A text that shows over whatever lies behind it. */
    void title(double x, double y, String text) {
        shapes.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" fill=\"#222222\" font-size=\"13\" font-weight=\"bold\" stroke=\"#ffffff\""
                        + " stroke-width=\"5\" paint-order=\"stroke\">%s</text>\n",
                x,
                y,
                escape(text)));
    }

    String document(int width, int height) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 "
                + width + " " + height + "\" font-family=\"sans-serif\">\n<rect width=\"" + width + "\" height=\""
                + height
                + "\" fill=\"#ffffff\"/>\n" + lines + shapes + "</svg>\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
