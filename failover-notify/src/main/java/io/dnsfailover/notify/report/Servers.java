package io.dnsfailover.notify.report;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.notify.report.Block.Cell;
import io.dnsfailover.notify.report.Block.Table;
import io.dnsfailover.notify.report.Block.Tone;
import io.dnsfailover.notify.report.Block.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The receipts: the last word of each name server on the decision, and what each authoritative server was seen to answer. */
final class Servers {
    private final Map<String, List<Cell>> rows = new TreeMap<>();

    private Servers() {}

    static List<Block> of(Report report) {
        Servers servers = new Servers();
        Decision decision = report.decision();
        report.related().forEach(event -> servers.add(event, decision == null ? 0 : decision.generation()));
        servers.add(report.event(), 0);
        List<Block> tables = new ArrayList<>();
        if (!servers.rows.isEmpty()) {
            List<String> head = List.of("name server", "says", "after", "detail");
            tables.add(Table.of("", head, List.copyOf(servers.rows.values())));
        }
        List<List<Cell>> seen = Proven.seen(report).stream().map(Servers::row).toList();
        if (!seen.isEmpty()) {
            List<String> head = List.of("authoritative server", "address", "answer", "after", "detail");
            tables.add(Table.of("What resolvers are told:", head, seen));
        }
        return !tables.isEmpty() || decision == null
                ? tables
                : List.of(
                        new Words(
                                "No name server had answered when this was written; each is told at once, and again until it does."));
    }

    private static List<Cell> row(ProofEvent.Seen seen) {
        Cell said = switch (seen.stand()) {
            case SERVES -> new Cell("the new one", Tone.GOOD);
            case LAGS -> new Cell("another", Tone.BAD);
            case DOES_NOT_ANSWER -> new Cell("none", Tone.WARN);
        };
        return List.of(
                Cell.of(seen.server().name().toString()),
                Cell.of(seen.server().address()),
                said,
                Cell.of(Span.of(seen.took())),
                Cell.of(seen.shows().isEmpty() ? "" : Shown.quoted(seen.shows())));
    }

    private void add(FailoverEvent event, long generation) {
        if (event instanceof FailoverEvent.Published published
                && (generation == 0 || published.generation() == generation)) {
            rows.put(
                    published.publisher(),
                    List.of(
                            Cell.of(published.publisher()),
                            new Cell("written and read back", Tone.GOOD),
                            Cell.of(Span.of(published.took())),
                            Cell.of(String.join(", ", published.recordSet().rdata()) + ", TTL "
                                    + published.recordSet().ttl() + ", generation " + published.generation())));
        } else if (event instanceof FailoverEvent.PublishFailed failed) {
            rows.put(
                    failed.publisher(),
                    List.of(
                            Cell.of(failed.publisher()),
                            new Cell("could not be written yet", Tone.BAD),
                            Cell.of("attempt " + failed.attempt()),
                            Cell.of("effect " + failed.effect() + ": " + Shown.quoted(failed.message()))));
        }
    }
}
