package io.dnsfailover.testkit.backtest;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.FailoverPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report as a picture: for each record a row for each endpoint, and two for what was answered. */
final class ReportSvg {
    private static final int WIDTH = 1000;
    private static final int LEFT = 170;
    private static final int RIGHT = 20;
    private static final int ROW = 22;
    private static final double SHORTEST = 2; // an outage of a second must show in a picture of a day
    private static final String UP = "#cfe8cf";
    private static final String DOWN = "#c62828";
    private static final List<String> COLOURS =
            List.of("#1f6fb2", "#e08214", "#6a51a3", "#00857c", "#b5508d", "#8a6d00");
    private static final String NO_ENDPOINT = "#777777";
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30));

    private final History history;
    private final Truth truth;
    private final SvgText svg = new SvgText();
    private int y = 46;

    private ReportSvg(History history, Truth truth) {
        this.history = history;
        this.truth = truth;
    }

    static String of(History history, Truth truth, List<Comparison> comparisons, List<History.Move> moves) {
        ReportSvg report = new ReportSvg(history, truth);
        String span = history.begin().truncatedTo(ChronoUnit.SECONDS) + " to "
                + history.wall(history.end).truncatedTo(ChronoUnit.SECONDS);
        report.svg.text(LEFT, 20, "start", "#222222", 14, "Back-test, " + span);
        for (Comparison comparison : comparisons) {
            report.record(comparison, moves);
        }
        report.axis();
        return report.svg.document(WIDTH, report.y + 10);
    }

    private void record(Comparison comparison, List<History.Move> moves) {
        FailoverPolicy policy = comparison.candidate();
        svg.title(10, y + 4, policy.name() + "  (" + policy.record() + ")");
        y += 12;
        Map<String, String> colours = new LinkedHashMap<>();
        for (Endpoint endpoint : policy.endpoints()) {
            String colour = COLOURS.get(colours.size() % COLOURS.size());
            colours.put(endpoint.target().rdata(), colour);
            label(endpoint.id(), colour);
            bar(0, history.end, UP, "checked, not down");
            truth.spans(policy, endpoint)
                    .forEach(outage -> bar(outage.from(), outage.to(), DOWN, "down for " + length(outage)));
            y += ROW;
        }
        answers("happened", comparison.lines().happened(), comparison.recorded(), colours);
        ticks(history.moves, policy.name());
        answers("candidate", comparison.lines().would(), policy, colours);
        ticks(moves, policy.name());
        y += 16;
    }

    private void answers(String name, TimeLine line, FailoverPolicy policy, Map<String, String> colours) {
        label(name, "#222222");
        for (TimeLine.Answer answer : line.answers()) {
            long to = Math.min(answer.given().to(), history.end);
            long from = Math.max(0, answer.given().from());
            if (from >= to) {
                continue;
            }
            String colour = answer.rdata().size() == 1
                    ? colours.getOrDefault(answer.rdata().get(0), NO_ENDPOINT)
                    : NO_ENDPOINT;
            String shown = answer.endpoints(policy).size() == 1
                    ? answer.endpoints(policy).get(0).id()
                    : String.join(", ", answer.rdata());
            bar(from, to, colour, "answers " + shown + " for " + length(new Span(from, to)));
            if ((x(to) - x(from)) > shown.length() * 7.0 + 6) {
                svg.text(x(from) + 5, y + 12, "start", "#ffffff", 11, shown);
            }
        }
        y += ROW;
    }

    /** A mark below the row for each decision. */
    private void ticks(List<History.Move> moves, String policy) {
        for (History.Move move : moves) {
            if (move.decided().policy().equals(policy)) {
                String what = move.decided().cause() + ": " + move.decided().from() + " to "
                        + move.decided().to();
                svg.triangle(x(move.nanos()), y - 6, "#222222", what);
            }
        }
        y += 6;
    }

    private void label(String text, String colour) {
        String shown = text.length() > 24 ? text.substring(0, 21) + "..." : text;
        svg.text(LEFT - 8, y + 12, "end", colour, 12, shown);
    }

    private void bar(long from, long to, String colour, String title) {
        double width = Math.max(SHORTEST, x(to) - x(from));
        svg.bar(Math.min(x(from), WIDTH - RIGHT - width), y, width, ROW - 6, colour, title);
    }

    private void axis() {
        Duration step = STEPS.get(STEPS.size() - 1);
        for (Duration candidate : STEPS) {
            if (history.end / candidate.toNanos() <= 9) {
                step = candidate;
                break;
            }
        }
        boolean days = step.compareTo(Duration.ofDays(1)) >= 0;
        String pattern = days ? "MM-dd" : step.compareTo(Duration.ofMinutes(1)) >= 0 ? "HH:mm" : "HH:mm:ss";
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
        long sinceEpoch = Duration.between(Instant.EPOCH, history.begin()).toNanos();
        long first = step.toNanos() - Math.floorMod(sinceEpoch, step.toNanos());
        svg.line(LEFT, y, WIDTH - RIGHT, y, "#888888");
        for (long at = first % step.toNanos(); at <= history.end; at += step.toNanos()) {
            svg.line(x(at), 34, x(at), y + 4, "#dddddd");
            svg.text(x(at), y + 16, "middle", "#444444", 11, format.format(history.wall(at)));
        }
        svg.text(10, y + 16, "start", "#444444", 11, "UTC");
        y += 40;
        double at = LEFT;
        at = key(at, UP, "endpoint answers checks");
        at = key(at, DOWN, "down, as most locations saw it");
        svg.triangle(at + 6, y - 12, "#222222", "a decision");
        svg.text(at + 16, y - 3, "start", "#444444", 11, "a decision");
    }

    private double key(double at, String colour, String text) {
        svg.bar(at, y - 12, 14, 10, colour, text);
        svg.text(at + 20, y - 3, "start", "#444444", 11, text);
        return at + 40 + text.length() * 6.2;
    }

    private double x(long nanos) {
        double share = history.end == 0 ? 0 : (double) Math.max(0, nanos) / history.end;
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private static String length(Span span) {
        return ReportText.text(span.length());
    }
}
