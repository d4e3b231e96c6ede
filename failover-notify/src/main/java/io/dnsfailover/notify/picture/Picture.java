package io.dnsfailover.notify.picture;

import java.util.List;

/**
 * A drawing as a value: shapes, and words that stand for it where it cannot be seen.
 *
 * @param width in pixels, from 1
 * @param height in pixels, from 1
 * @param title what it shows, on one line of printable ASCII
 * @param description what one learns from it, in words: the text alternative; may have several lines
 * @param shapes from the back to the front
 */
public record Picture(int width, int height, String title, String description, List<Shape> shapes) {
    private static final int MAX_SIDE = 20_000;

    /** Copies the shapes and checks the size. */
    public Picture {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "a picture is 1 to " + MAX_SIDE + " pixels wide and high, not " + width + " x " + height);
        }
        shapes = List.copyOf(shapes);
    }

    /**
     * The picture as one SVG element, without an XML declaration, so that it can stand in a file of its own and inside
     * HTML. It refers to nothing outside of itself and holds no script.
     *
     * @param theme the ground that it is drawn on
     * @return SVG 1.1, printable ASCII and line feeds
     */
    public String svg(Theme theme) {
        return new SvgWriter(theme).write(this);
    }
}
