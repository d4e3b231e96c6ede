package io.dnsfailover.notify.picture;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a picture as SVG: strings only, no fonts, no AWT. */
final class SvgWriter {
    private static final String PLAIN = "Helvetica,Arial,'Segoe UI','DejaVu Sans',sans-serif";
    private static final String MONO = "Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";

    private final Theme theme;
    private final StringBuilder out = new StringBuilder(4096);

    SvgWriter(Theme theme) {
        this.theme = theme;
    }

    String write(Picture picture) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(picture.width())
                .append("\" height=\"")
                .append(picture.height())
                .append("\" viewBox=\"0 0 ")
                .append(picture.width())
                .append(' ')
                .append(picture.height())
                .append("\" role=\"img\" aria-label=\"")
                .append(escaped(picture.title()))
                .append("\">\n<title>")
                .append(escaped(picture.title()))
                .append("</title>\n<desc>")
                .append(escaped(picture.description()))
                .append("</desc>\n");
        if (theme == Theme.AUTO) {
            writeStyle();
        }
        write(new Shape.Box(new Point(0, 0), picture.width(), picture.height(), 0, Ink.GROUND));
        picture.shapes().forEach(this::write);
        return out.append("</svg>\n").toString();
    }

    /** One class for each colour. Equal in every picture, so that several can stand in one page. */
    private void writeStyle() {
        out.append("<style>");
        writeClasses(false);
        out.append("@media (prefers-color-scheme:dark){");
        writeClasses(true);
        out.append("}</style>\n");
    }

    private void writeClasses(boolean dark) {
        for (Ink ink : Ink.values()) {
            out.append(".f-")
                    .append(nameOf(ink))
                    .append("{fill:")
                    .append(ink.hex(dark))
                    .append("}.s-")
                    .append(nameOf(ink))
                    .append("{stroke:")
                    .append(ink.hex(dark))
                    .append('}');
        }
    }

    private void write(Shape shape) {
        if (shape instanceof Shape.Box box) {
            writeBox(box);
        } else if (shape instanceof Shape.Disc disc) {
            writeDisc(disc);
        } else if (shape instanceof Shape.Line line) {
            writeLine(line);
        } else if (shape instanceof Shape.Area area) {
            writeArea(area);
        } else if (shape instanceof Shape.Label label) {
            writeLabel(label);
        } else {
            writeWindow((Shape.Window) shape);
        }
    }

    private void writeBox(Shape.Box box) {
        out.append("<rect");
        attribute("x", box.corner().x());
        attribute("y", box.corner().y());
        attribute("width", box.width());
        attribute("height", box.height());
        if (box.radius() > 0) {
            attribute("rx", box.radius());
        }
        colours(box.fill(), null);
        out.append("/>\n");
    }

    private void writeDisc(Shape.Disc disc) {
        out.append("<circle");
        attribute("cx", disc.centre().x());
        attribute("cy", disc.centre().y());
        attribute("r", disc.radius());
        if (disc.edgeWidth() > 0) {
            attribute("stroke-width", disc.edgeWidth());
            colours(disc.fill(), disc.edge());
        } else {
            colours(disc.fill(), null);
        }
        out.append("/>\n");
    }

    private void writeLine(Shape.Line line) {
        out.append("<path fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        attribute("stroke-width", line.width());
        if (line.dashed()) {
            out.append(" stroke-dasharray=\"").append(number(line.width() * 2)).append(' ');
            out.append(number(line.width() * 2)).append('"');
        }
        colours(null, line.ink());
        out.append(" d=\"");
        Point last = Shape.beginningOf(line);
        out.append('M').append(pair(last));
        for (Shape.Step step : line.steps().subList(1, line.steps().size())) {
            Point to = step.to();
            if (step.bent()) {
                double halfway = (last.y() + to.y()) / 2;
                out.append('C').append(pair(new Point(last.x(), halfway))).append(' ');
                out.append(pair(new Point(to.x(), halfway))).append(' ').append(pair(to));
            } else {
                out.append('L').append(pair(to));
            }
            last = to;
        }
        out.append("\"/>\n");
    }

    private void writeArea(Shape.Area area) {
        out.append("<path stroke-width=\"0.5\"");
        colours(area.fill(), area.edge());
        out.append(" d=\"");
        for (List<Point> ring : area.rings()) {
            for (int i = 0; i < ring.size(); i++) {
                out.append(i == 0 ? 'M' : 'L').append(pair(ring.get(i)));
            }
            out.append('Z');
        }
        out.append("\"/>\n");
    }

    private void writeLabel(Shape.Label label) {
        Shape.Style style = label.style();
        out.append("<text xml:space=\"preserve\"");
        attribute("x", label.at().x());
        attribute("y", label.at().y());
        attribute("font-size", style.size());
        out.append(" font-family=\"")
                .append(style.face() == Shape.Face.MONO ? MONO : PLAIN)
                .append('"');
        if (style.face() == Shape.Face.BOLD) {
            out.append(" font-weight=\"bold\"");
        }
        if (style.anchor() != Shape.Anchor.START) {
            out.append(" text-anchor=\"")
                    .append(style.anchor().name().toLowerCase(Locale.ROOT))
                    .append('"');
        }
        colours(style.ink(), null);
        out.append('>').append(escaped(label.text())).append("</text>\n");
    }

    /** A nested viewport clips what it holds, and needs no id that could be there twice in a page. */
    private void writeWindow(Shape.Window window) {
        out.append("<svg overflow=\"hidden\"");
        attribute("x", window.corner().x());
        attribute("y", window.corner().y());
        attribute("width", window.width());
        attribute("height", window.height());
        out.append(" viewBox=\"")
                .append(number(window.corner().x()))
                .append(' ')
                .append(number(window.corner().y()))
                .append(' ')
                .append(number(window.width()))
                .append(' ')
                .append(number(window.height()))
                .append("\">\n");
        window.shapes().forEach(this::write);
        out.append("</svg>\n");
    }

    private void colours(@Nullable Ink fill, @Nullable Ink stroke) {
        if (theme == Theme.AUTO) {
            String classes = (fill == null ? "" : "f-" + nameOf(fill))
                    + (fill == null || stroke == null ? "" : " ")
                    + (stroke == null ? "" : "s-" + nameOf(stroke));
            out.append(" class=\"").append(classes).append('"');
            return;
        }
        boolean dark = theme == Theme.DARK;
        if (fill != null) {
            out.append(" fill=\"").append(fill.hex(dark)).append('"');
        }
        if (stroke != null) {
            out.append(" stroke=\"").append(stroke.hex(dark)).append('"');
        }
    }

    private void attribute(String name, double value) {
        out.append(' ').append(name).append("=\"").append(number(value)).append('"');
    }

    private static String nameOf(Ink ink) {
        return ink.name().toLowerCase(Locale.ROOT);
    }

    private static String pair(Point point) {
        return number(point.x()) + "," + number(point.y());
    }

    /** Tenths of a pixel are finer than anybody sees. */
    private static String number(double value) {
        long tenths = Math.round(value * 10);
        if (tenths % 10 == 0) {
            return Long.toString(tenths / 10);
        }
        return (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append((c >= ' ' && c <= '~') || c == '\n' ? c : '?');
            }
        }
        return safe.toString();
    }
}
