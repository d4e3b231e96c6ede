package io.dnsfailover.testkit;

import io.dnsfailover.event.FailoverEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a test did and what came of it, line by line, for people who wonder why an assertion failed. */
final class Timeline {
    /** What is more than this is cut out of the middle: the story of a month has tens of thousands of lines. */
    private static final int MAX_LINES = 300;

    private final List<Line> lines = new ArrayList<>();
    private final long originNanos;
    private final Duration elapsed;

    private record Line(long nanos, String text) {}

    /** The story of a scenario until now. */
    Timeline(SimulatedTime time, List<ScenarioWorld.Deed> deeds, List<ScenarioRun.Happened> happened) {
        this.originNanos = time.originNanos();
        this.elapsed = time.elapsed();
        deeds.forEach(deed -> lines.add(new Line(deed.nanos(), "test: " + deed.what())));
        for (ScenarioRun.Happened one : happened) {
            FailoverEvent event = one.event();
            lines.add(new Line(one.nanos(), event.header().policy() + ": " + event.describe()));
        }
        // A stable sort: what the test did stands before what it caused at the same time.
        lines.sort(Comparator.comparingLong(Line::nanos));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("this happened in ")
                .append(clock(elapsed).strip())
                .append(':');
        if (lines.isEmpty()) {
            return text.append(" nothing").toString();
        }
        int half = MAX_LINES / 2;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.size() > MAX_LINES && i == half) {
                text.append("\n  ... and ").append(lines.size() - MAX_LINES).append(" more ...");
                i = lines.size() - half;
            }
            Line line = lines.get(i);
            text.append("\n  ")
                    .append(clock(Duration.ofNanos(line.nanos() - originNanos)))
                    .append("  ")
                    .append(line.text());
        }
        return text.toString();
    }

    private static String clock(Duration at) {
        return String.format(
                "%4d:%02d:%02d.%03d", at.toHours(), at.toMinutesPart(), at.toSecondsPart(), at.toMillisPart());
    }
}
