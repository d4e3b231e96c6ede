package io.dnsfailover.notify.picture;

import java.util.List;

/** What pictures are made of. Later shapes cover earlier ones. Lengths are in pixels. */
public sealed interface Shape {
    /**
     * A rectangle.
     *
     * @param corner its upper left corner
     * @param width its width, more than 0
     * @param height its height, more than 0
     * @param radius how round its corners are; 0 for not
     * @param fill the colour inside
     */
    record Box(Point corner, double width, double height, double radius, Ink fill) implements Shape {}

    /**
     * A disc with an edge.
     *
     * @param centre its centre
     * @param radius up to the middle of the edge
     * @param fill the colour inside
     * @param edge the colour of the edge
     * @param edgeWidth the width of the edge; 0 for none
     */
    record Disc(Point centre, double radius, Ink fill, Ink edge, double edgeWidth) implements Shape {}

    /**
     * A line through some points.
     *
     * @param steps where it leads; the first is where it begins
     * @param ink its colour
     * @param width its width
     * @param dashed whether it is drawn with gaps
     */
    record Line(List<Step> steps, Ink ink, double width, boolean dashed) implements Shape {
        /** Copies the steps and checks that there are two at least. */
        public Line {
            steps = List.copyOf(steps);
            if (steps.size() < 2) {
                throw new IllegalArgumentException("a line has at least two points, not " + steps.size());
            }
        }

        /**
         * A straight line.
         *
         * @param from where it begins
         * @param to where it ends
         * @param ink its colour
         * @param width its width
         * @return the line, without gaps
         */
        public static Line straight(Point from, Point to, Ink ink, double width) {
            return new Line(List.of(Step.to(from), Step.to(to)), ink, width, false);
        }
    }

    /**
     * One step of a line.
     *
     * @param to where it leads
     * @param bent whether it leads there as an S that begins and ends vertically, instead of straight
     */
    record Step(Point to, boolean bent) {
        /**
         * A straight step.
         *
         * @param to where it leads
         * @return the step
         */
        public static Step to(Point to) {
            return new Step(to, false);
        }

        /**
         * A step as an S.
         *
         * @param to where it leads
         * @return the step
         */
        public static Step bentTo(Point to) {
            return new Step(to, true);
        }
    }

    /**
     * Closed areas that are filled and have an edge of half a pixel.
     *
     * @param rings the outline of each area; the last point leads back to the first
     * @param fill the colour inside
     * @param edge the colour of the edge
     */
    record Area(List<List<Point>> rings, Ink fill, Ink edge) implements Shape {
        /** Copies the rings. */
        public Area {
            rings = rings.stream().map(List::copyOf).toList();
        }
    }

    /**
     * One line of text.
     *
     * @param at the left end of its base line, or the middle or right end, as the anchor says
     * @param text what it says: printable ASCII, everything else is replaced by a question mark; at most 200 characters, more are cut
     * @param style how it looks
     */
    record Label(Point at, String text, Style style) implements Shape {
        /** Cuts the text and replaces what is not printable. */
        public Label {
            text = Lettering.clean(text);
        }
    }

    /**
     * How text looks.
     *
     * @param size the size of the letters
     * @param ink their colour
     * @param anchor which end of the text stands at its place
     * @param face the kind of letters
     */
    record Style(double size, Ink ink, Anchor anchor, Face face) {
        /**
         * Text that begins at its place.
         *
         * @param size the size of the letters
         * @param ink their colour
         * @param face the kind of letters
         * @return the style
         */
        public static Style of(double size, Ink ink, Face face) {
            return new Style(size, ink, Anchor.START, face);
        }

        /**
         * This style at another end of the text.
         *
         * @param end which end of the text stands at its place
         * @return a copy
         */
        public Style anchored(Anchor end) {
            return new Style(size, ink, end, face);
        }
    }

    /** Which end of a text stands at its place. */
    enum Anchor {
        /** The left end. */
        START,
        /** The middle. */
        MIDDLE,
        /** The right end. */
        END
    }

    /** A kind of letters. */
    enum Face {
        /** For reading. */
        PLAIN,
        /** For reading first. */
        BOLD,
        /** All letters of one width, for addresses. */
        MONO
    }

    /**
     * Shapes that are seen only inside a rectangle.
     *
     * @param corner its upper left corner
     * @param width its width, more than 0
     * @param height its height, more than 0
     * @param shapes what is seen there, in the coordinates of the whole picture
     */
    record Window(Point corner, double width, double height, List<Shape> shapes) implements Shape {
        /** Copies the shapes. */
        public Window {
            shapes = List.copyOf(shapes);
        }
    }

    /**
     * Half of the height at which two letters of a size stand centred on a line.
     *
     * @param size the size of the letters
     * @return how far below the middle the base line lies
     */
    static double middle(double size) {
        return size * 0.36;
    }

    /**
     * The first point of a line.
     *
     * @param line the line
     * @return where it begins
     */
    static Point beginningOf(Line line) {
        return line.steps().get(0).to();
    }
}
