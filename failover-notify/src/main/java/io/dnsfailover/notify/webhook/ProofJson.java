package io.dnsfailover.notify.webhook;

import static io.dnsfailover.notify.webhook.EventJson.fields;

import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.model.DnsName;
import java.util.List;
import java.util.Map;

/** What is special about the events of authoritative servers, as JSON. Described in docs/webhook.md. */
final class ProofJson {
    private ProofJson() {}

    static Map<String, Object> of(ProofEvent event) {
        if (event instanceof ProofEvent.AnswerProven proven) {
            Map<String, Object> json = fields(
                    "generation", proven.generation(),
                    "targets", List.copyOf(proven.recordSet().rdata()),
                    "servers", seen(proven.servers()),
                    "tookMillis", proven.took().toMillis());
            if (proven.goneBy() != null) {
                json.put("goneBy", proven.goneBy().toString());
            }
            return json;
        } else if (event instanceof ProofEvent.AnswerNotVisible hidden) {
            return fields(
                    "generation", hidden.generation(),
                    "targets", List.copyOf(hidden.recordSet().rdata()),
                    "servers", seen(hidden.servers()),
                    "acceptedMillis", hidden.accepted().toMillis());
        } else if (event instanceof ProofEvent.ProviderSilent silent) {
            return fields(
                    "zone", silent.zone().toString(),
                    "provider", silent.provider(),
                    "servers", seen(silent.servers()),
                    "available",
                            silent.available().stream().map(DnsName::toString).toList());
        } else if (event instanceof ProofEvent.ProviderAnswers answers) {
            return fields(
                    "zone", answers.zone().toString(),
                    "provider", answers.provider(),
                    "lastedMillis", answers.lasted().toMillis(),
                    "left", answers.left());
        }
        return Map.of();
    }

    private static List<Map<String, Object>> seen(List<ProofEvent.Seen> servers) {
        return servers.stream()
                .map(seen -> fields(
                        "name", seen.server().name().toString(),
                        "address", seen.server().address(),
                        "provider", seen.server().provider(),
                        "stand", EventJson.lower(seen.stand()),
                        "tookMillis", seen.took().toMillis(),
                        "shows", seen.shows()))
                .toList();
    }
}
