package io.dnsfailover.notify.webhook;

import static io.dnsfailover.notify.webhook.EventJson.fields;

import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.model.RecordSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is special about the events of name servers, as JSON. Described in docs/webhook.md. */
final class ServerJson {
    private ServerJson() {}

    static Map<String, Object> of(ServerEvent event) {
        if (event instanceof ServerEvent.DriftFound found) {
            return fields(
                    "publisher", found.publisher(),
                    "found", targets(found.found()),
                    "foundGeneration", found.foundGeneration(),
                    "wanted", targets(found.wanted()),
                    "generation", found.generation(),
                    "restored", found.restored());
        } else if (event instanceof ServerEvent.DriftEnded ended) {
            return fields(
                    "publisher",
                    ended.publisher(),
                    "lastedMillis",
                    ended.lasted().toMillis());
        } else if (event instanceof ServerEvent.ServersDiverged diverged) {
            return fields(
                    "generation",
                    diverged.generation(),
                    "servers",
                    diverged.servers().stream().map(ServerJson::serving).toList());
        } else if (event instanceof ServerEvent.ServersConverged converged) {
            return fields(
                    "generation",
                    converged.generation(),
                    "lastedMillis",
                    converged.lasted().toMillis());
        }
        return Map.of();
    }

    private static List<String> targets(@Nullable RecordSet recordSet) {
        return recordSet == null ? List.of() : List.copyOf(recordSet.rdata());
    }

    private static Map<String, Object> serving(ServerEvent.Serving serving) {
        return fields(
                "publisher", serving.publisher(),
                "upToDate", serving.wanted(),
                "generation", serving.generation(),
                "targets", serving.rdata());
    }
}
