package io.dnsfailover.notify.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A picture as PNG, for mail clients that do not show SVG. Needs the JDK's module {@code java.desktop}, which this module
 * does not ask for by itself, and a font on the machine; needs no screen.
 */
public final class PngImage {
    /** No side of an image is longer than this many pixels; a larger picture is drawn at a smaller scale. */
    public static final int MAX_SIDE = 4000;

    private final Graphics2D canvas;
    private final boolean dark;

    private PngImage(Graphics2D canvas, boolean dark) {
        this.canvas = canvas;
        this.dark = dark;
    }

    /**
     * Draws a picture. May be called by any thread.
     *
     * @param picture what to draw
     * @param dark whether on a dark ground; an image cannot ask its reader
     * @param scale how many pixels of the image stand for one of the picture, 1 to 4; 2 is sharp on today's screens
     * @return the bytes of the file
     * @throws IOException when this machine cannot draw: the JDK has no {@code java.desktop}, or there is no font
     */
    public static byte[] of(Picture picture, boolean dark, int scale) throws IOException {
        if (scale < 1 || scale > 4) {
            throw new IllegalArgumentException("scale of a PNG image must be 1 to 4, not " + scale);
        }
        try {
            return draw(picture, dark, scale);
        } catch (LinkageError | InternalError | IllegalStateException | NullPointerException e) {
            // A JDK without its font libraries, or a machine without fonts, shows itself as any of these.
            throw new IOException("this machine cannot draw a PNG image: " + e, e);
        }
    }

    private static byte[] draw(Picture picture, boolean dark, int scale) throws IOException {
        double factor = Math.min(scale, (double) MAX_SIDE / Math.max(picture.width(), picture.height()));
        BufferedImage image = new BufferedImage(
                Math.max(1, (int) Math.round(picture.width() * factor)),
                Math.max(1, (int) Math.round(picture.height() * factor)),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            canvas.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            canvas.scale(factor, factor);
            PngImage drawing = new PngImage(canvas, dark);
            drawing.draw(new Shape.Box(new Point(0, 0), picture.width(), picture.height(), 0, Ink.GROUND));
            picture.shapes().forEach(drawing::draw);
        } finally {
            canvas.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IOException("this machine cannot draw a PNG image: the JDK has no writer for it");
        }
        return bytes.toByteArray();
    }

    private void draw(Shape shape) {
        if (shape instanceof Shape.Box box) {
            fill(
                    new RoundRectangle2D.Double(
                            box.corner().x(),
                            box.corner().y(),
                            box.width(),
                            box.height(),
                            2 * box.radius(),
                            2 * box.radius()),
                    box.fill());
        } else if (shape instanceof Shape.Disc disc) {
            draw(disc);
        } else if (shape instanceof Shape.Line line) {
            draw(line);
        } else if (shape instanceof Shape.Area area) {
            draw(area);
        } else if (shape instanceof Shape.Label label) {
            draw(label);
        } else {
            draw((Shape.Window) shape);
        }
    }

    private void draw(Shape.Disc disc) {
        double r = disc.radius();
        Ellipse2D circle =
                new Ellipse2D.Double(disc.centre().x() - r, disc.centre().y() - r, 2 * r, 2 * r);
        fill(circle, disc.fill());
        if (disc.edgeWidth() > 0) {
            canvas.setColor(colour(disc.edge()));
            canvas.setStroke(new BasicStroke((float) disc.edgeWidth()));
            canvas.draw(circle);
        }
    }

    private void draw(Shape.Line line) {
        Path2D path = new Path2D.Double();
        Point last = Shape.beginningOf(line);
        path.moveTo(last.x(), last.y());
        for (Shape.Step step : line.steps().subList(1, line.steps().size())) {
            Point to = step.to();
            if (step.bent()) {
                double halfway = (last.y() + to.y()) / 2;
                path.curveTo(last.x(), halfway, to.x(), halfway, to.x(), to.y());
            } else {
                path.lineTo(to.x(), to.y());
            }
            last = to;
        }
        float[] gaps = line.dashed() ? new float[] {(float) line.width() * 2, (float) line.width() * 2} : null;
        canvas.setStroke(
                new BasicStroke((float) line.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 10, gaps, 0));
        canvas.setColor(colour(line.ink()));
        canvas.draw(path);
    }

    private void draw(Shape.Area area) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (List<Point> ring : area.rings()) {
            for (int i = 0; i < ring.size(); i++) {
                Point point = ring.get(i);
                if (i == 0) {
                    path.moveTo(point.x(), point.y());
                } else {
                    path.lineTo(point.x(), point.y());
                }
            }
            path.closePath();
        }
        fill(path, area.fill());
        canvas.setStroke(new BasicStroke(0.5f));
        canvas.setColor(colour(area.edge()));
        canvas.draw(path);
    }

    private void draw(Shape.Label label) {
        Shape.Style style = label.style();
        String family = style.face() == Shape.Face.MONO ? Font.MONOSPACED : Font.SANS_SERIF;
        int weight = style.face() == Shape.Face.BOLD ? Font.BOLD : Font.PLAIN;
        canvas.setFont(new Font(family, weight, 1).deriveFont((float) style.size()));
        canvas.setColor(colour(style.ink()));
        double wide =
                canvas.getFontMetrics().getStringBounds(label.text(), canvas).getWidth();
        double shift = switch (style.anchor()) {
            case START -> 0;
            case MIDDLE -> wide / 2;
            case END -> wide;
        };
        canvas.drawString(label.text(), (float) (label.at().x() - shift), (float)
                label.at().y());
    }

    private void draw(Shape.Window window) {
        java.awt.Shape before = canvas.getClip();
        canvas.clip(new Rectangle2D.Double(window.corner().x(), window.corner().y(), window.width(), window.height()));
        window.shapes().forEach(this::draw);
        canvas.setClip(before);
    }

    private void fill(java.awt.Shape outline, Ink ink) {
        canvas.setColor(colour(ink));
        canvas.fill(outline);
    }

    private Color colour(Ink ink) {
        return Color.decode(ink.hex(dark));
    }
}
