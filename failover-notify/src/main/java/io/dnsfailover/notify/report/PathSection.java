package io.dnsfailover.notify.report;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Trace;
import io.dnsfailover.notify.report.Block.Cell;
import io.dnsfailover.notify.report.Block.Figure;
import io.dnsfailover.notify.report.Block.Table;
import io.dnsfailover.notify.report.Block.Tone;
import io.dnsfailover.notify.report.Block.Words;
import io.dnsfailover.notify.trace.Divergence;
import io.dnsfailover.notify.trace.PathPicture;
import io.dnsfailover.notify.trace.TracedPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The visual traceroute, and each trace as a table. */
final class PathSection {
    private static final List<String> HEAD = List.of("hop", "address", "name", "round trip", "lost", "last good path");

    /** How many hops are in the tables of a report; 14 locations with 30 hops each fit. */
    private static final int MAX_HOPS = 600;

    private PathSection() {}

    static List<Block> of(Report report) {
        Endpoint endpoint = report.tracedEndpoint();
        if (endpoint == null || report.paths().isEmpty()) {
            return report.decision() == null ? List.of() : List.of(new Words("No traceroute was made."));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Figure("path", PathPicture.of(endpoint, report.paths())));
        int hops = 0;
        int shown = 0;
        for (TracedPath path : report.paths()) {
            hops += path.now().hops().size();
            if (hops > MAX_HOPS) {
                blocks.add(new Words("and " + (report.paths().size() - shown) + " traces more"));
                break;
            }
            blocks.add(table(path));
            shown++;
        }
        return blocks;
    }

    private static Block table(TracedPath path) {
        Divergence divergence = path.divergence();
        List<List<Cell>> rows = path.now().hops().stream()
                .map(hop -> row(hop, path, divergence))
                .toList();
        String ending = path.now().ending().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String caption = "Trace from " + path.location().id() + ", "
                + Shown.time(path.now().started().wall()) + ": " + ending
                + (path.now().detail().isEmpty()
                        ? ""
                        : ", " + Shown.quoted(path.now().detail()));
        return Table.of(caption, HEAD, rows);
    }

    private static List<Cell> row(Hop hop, TracedPath path, Divergence divergence) {
        boolean divergent = hop.ttl() == divergence.ttl();
        return List.of(
                new Cell(Integer.toString(hop.ttl()), divergent ? Tone.BAD : Tone.PLAIN),
                Cell.of(addresses(hop)),
                Cell.of(each(hop, PathSection::name)),
                Cell.of(each(hop, PathSection::times)),
                Cell.of(hop.lost() + " of " + hop.sent()),
                new Cell(
                        before(hop, path.lastGood()) + (divergent ? " <- first divergent" : ""),
                        divergent ? Tone.BAD : Tone.PLAIN));
    }

    private static String each(Hop hop, Function<Hop.Responder, String> what) {
        return hop.responders().stream()
                .map(what)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String name(Hop.Responder responder) {
        String name = responder.name() == null ? "" : Shown.quoted(responder.name());
        return responder.annotations().isEmpty() ? name : name + " " + String.join(" ", responder.annotations());
    }

    private static String times(Hop.Responder responder) {
        return responder.rtts().stream()
                        .map(rtt -> String.format(Locale.ROOT, "%.1f", rtt.toNanos() / 1e6))
                        .collect(Collectors.joining(" "))
                + " ms";
    }

    private static String addresses(Hop hop) {
        return hop.isSilent()
                ? "no answer"
                : each(hop, responder -> responder.address().getHostAddress());
    }

    private static String before(Hop now, @Nullable Trace lastGood) {
        if (lastGood == null) {
            return "";
        }
        String before = lastGood.hops().stream()
                .filter(hop -> hop.ttl() == now.ttl())
                .findFirst()
                .map(PathSection::addresses)
                .orElse("ended before");
        return before.equals(addresses(now)) ? "the same" : before;
    }
}
