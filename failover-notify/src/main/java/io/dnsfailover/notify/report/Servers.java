package io.dnsfailover.notify.report;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.report.Block.Cell;
import io.dnsfailover.notify.report.Block.Table;
import io.dnsfailover.notify.report.Block.Tone;
import io.dnsfailover.notify.report.Block.Words;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The receipts: the last word of each name server on the decision, and whether it was seen to serve it. */
final class Servers {
    private final Map<String, List<Cell>> rows = new TreeMap<>();

    private Servers() {}

    static List<Block> of(Report report) {
        Servers servers = new Servers();
        Decision decision = report.decision();
        report.related().forEach(event -> servers.add(event, decision == null ? 0 : decision.generation()));
        servers.add(report.event(), 0);
        for (Proof proof : report.proofs()) {
            Cell said = proof.served()
                    ? new Cell("was seen to serve the new answer", Tone.GOOD)
                    : new Cell("does not serve the new answer yet", Tone.BAD);
            servers.rows.put(
                    "\uffff" + proof.server(),
                    List.of(Cell.of(proof.server()), said, Cell.of(Span.of(proof.took())), Cell.of("")));
        }
        if (servers.rows.isEmpty()) {
            return decision == null
                    ? List.of()
                    : List.of(
                            new Words(
                                    "No name server had answered when this was written; each is told at once, and again until it does."));
        }
        List<String> head = List.of("name server", "says", "after", "detail");
        return List.of(Table.of("", head, List.copyOf(servers.rows.values())));
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
