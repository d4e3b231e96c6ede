package io.dnsfailover.notify.trace;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.notify.picture.Ink;
import io.dnsfailover.notify.picture.Lettering;
import io.dnsfailover.notify.picture.Point;
import io.dnsfailover.notify.picture.Shape;
import io.dnsfailover.notify.picture.Shape.Anchor;
import io.dnsfailover.notify.picture.Shape.Face;
import io.dnsfailover.notify.picture.Shape.Label;
import io.dnsfailover.notify.picture.Shape.Style;
import io.dnsfailover.notify.trace.Divergence.Kind;
import java.util.ArrayList;
import java.util.List;

/** What stands above the graph. */
final class PathHeading {
    private static final double TITLE_SIZE = 14;
    private static final double SIZE = 10.5;
    private static final double ROOM = PathLayout.WIDTH - 2 * PathLayout.MARGIN;

    private PathHeading() {}

    static String title(Endpoint endpoint) {
        return "Paths to " + endpoint;
    }

    static List<Shape> shapes(Endpoint endpoint, List<TracedPath> paths, PathLayout layout) {
        List<Shape> shapes = new ArrayList<>();
        String title = Lettering.fit(title(endpoint), ROOM, TITLE_SIZE, Face.BOLD);
        shapes.add(new Label(new Point(PathLayout.MARGIN, 22), title, Style.of(TITLE_SIZE, Ink.TEXT, Face.BOLD)));
        double columns = layout.isWide() ? 0 : PathMarks.COLUMNS;
        String summary = Lettering.fit(summary(paths), ROOM - columns, SIZE, Face.PLAIN);
        shapes.add(new Label(new Point(PathLayout.MARGIN, 38), summary, Style.of(SIZE, Ink.MUTED, Face.PLAIN)));
        if (!layout.isWide()) {
            Style head = Style.of(SIZE, Ink.MUTED, Face.PLAIN).anchored(Anchor.END);
            shapes.add(new Label(new Point(PathMarks.RTT_END, 38), "round trip", head));
            shapes.add(new Label(new Point(PathMarks.LOSS_END, 38), "lost", head));
        }
        return shapes;
    }

    private static String summary(List<TracedPath> paths) {
        String from = paths.size() == 1 ? "from 1 location" : "from " + paths.size() + " locations";
        List<String> counts = new ArrayList<>();
        addCount(counts, paths, "broken", Kind.SILENT, Kind.UNREACHABLE, Kind.LOOP);
        addCount(counts, paths, "led elsewhere than before", Kind.ELSEWHERE);
        addCount(counts, paths, "whole", Kind.SAME);
        addCount(counts, paths, "not known", Kind.UNKNOWN);
        String state = String.join(", ", counts);
        String drawn =
                paths.size() > PathPicture.MAX_PATHS ? "; the first " + PathPicture.MAX_PATHS + " are drawn" : "";
        return from + ": " + state + drawn;
    }

    private static void addCount(List<String> counts, List<TracedPath> paths, String what, Kind... kinds) {
        long count = paths.stream()
                .filter(path -> List.of(kinds).contains(path.divergence().kind()))
                .count();
        if (count > 0) {
            String noun = counts.isEmpty() ? (count == 1 ? " path " : " paths ") : " ";
            counts.add(count + noun + what);
        }
    }
}
