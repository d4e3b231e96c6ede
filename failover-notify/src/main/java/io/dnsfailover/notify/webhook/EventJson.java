package io.dnsfailover.notify.webhook;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.notify.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An event as JSON: what all events have, and what is special about its kind. Described in docs/webhook.md. */
final class EventJson {
    /** The most votes that are written for one decision. */
    static final int MAX_VOTES = 200;

    private EventJson() {}

    static Map<String, Object> of(FailoverEvent event) {
        FailoverEvent.Header header = event.header();
        RecordSetKey record = header.record();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", header.id());
        json.put("kind", Kind.of(event).toString());
        json.put("at", header.at().wall().toString());
        json.put("policy", header.policy());
        if (record != null) {
            json.put(
                    "record",
                    fields(
                            "owner", record.owner().toString(),
                            "type", record.type().toString(),
                            "zone", record.zone().toString()));
        }
        json.put("description", event.describe());
        json.putAll(special(event));
        return json;
    }

    private static Map<String, Object> special(FailoverEvent event) {
        if (event instanceof FailoverEvent.FailedOver moved) {
            return Map.of("decision", decision(moved.decision()));
        } else if (event instanceof FailoverEvent.FailedBack moved) {
            return Map.of("decision", decision(moved.decision()));
        } else if (event instanceof FailoverEvent.GaveUp moved) {
            return Map.of("decision", decision(moved.decision()));
        } else if (event instanceof FailoverEvent.VerdictReached verdict) {
            return fields(
                    "endpoint", verdict.endpointId(),
                    "from", lower(verdict.from()),
                    "to", lower(verdict.to()),
                    "ballot", verdict.ballot().toString());
        } else if (event instanceof FailoverEvent.CandidateRejected rejected) {
            return fields("endpoint", rejected.endpointId(), "why", rejected.why());
        } else if (event instanceof FailoverEvent.MoveWithheld withheld) {
            return fields("why", lower(withheld.notice()), "holding", withheld.holding());
        } else if (event instanceof FailoverEvent.OverrideChanged changed) {
            return fields("endpoint", changed.endpointId());
        } else if (event instanceof FailoverEvent.Published published) {
            return fields(
                    "publisher", published.publisher(),
                    "generation", published.generation(),
                    "targets", List.copyOf(published.recordSet().rdata()),
                    "tookMillis", published.took().toMillis());
        } else if (event instanceof FailoverEvent.PublishFailed failed) {
            return fields(
                    "publisher", failed.publisher(),
                    "effect", failed.effect().toLowerCase(Locale.ROOT),
                    "message", failed.message(),
                    "attempt", failed.attempt());
        }
        return ofWarning(event);
    }

    private static Map<String, Object> ofWarning(FailoverEvent event) {
        if (event instanceof FailoverEvent.WarningRaised raised) {
            return fields(
                    "endpoint", raised.endpointId(),
                    "about", lower(raised.warning().kind()),
                    "warning", raised.warning().text());
        } else if (event instanceof FailoverEvent.WarningCleared cleared) {
            return fields(
                    "endpoint", cleared.endpointId(),
                    "about", lower(cleared.warning().kind()),
                    "warning", cleared.warning().text(),
                    "lastedMillis", cleared.lasted().toMillis());
        }
        if (event instanceof ProofEvent proof) {
            return ProofJson.of(proof);
        }
        return event instanceof ServerEvent server ? ServerJson.of(server) : ofHost(event);
    }

    private static Map<String, Object> ofHost(FailoverEvent event) {
        if (event instanceof FailoverEvent.BrakeApplied braked) {
            return fields("moved", braked.moved(), "records", braked.records());
        } else if (event instanceof FailoverEvent.BrakeReleased released) {
            return fields("ordered", released.ordered());
        } else if (event instanceof FailoverEvent.LocationDoubted doubted) {
            return fields(
                    "location", doubted.location().id(),
                    "cause", lower(doubted.cause()),
                    "why", doubted.why());
        } else if (event instanceof FailoverEvent.LocationTrusted trusted) {
            return fields(
                    "location", trusted.location().id(),
                    "doubtedForMillis", trusted.doubtedFor().toMillis());
        }
        return Map.of();
    }

    private static Map<String, Object> decision(Decision decision) {
        Map<String, Object> json = fields(
                "generation", decision.generation(),
                "cause", lower(decision.cause()),
                "from", holding(decision.from()),
                "to", holding(decision.to()));
        if (decision.evidence().troubleBegan() != null) {
            json.put("troubleBeganAt", decision.evidence().troubleBegan().wall().toString());
        }
        json.put("confirmedAt", decision.evidence().confirmed().wall().toString());
        json.put("decidedAt", decision.at().wall().toString());
        json.put("votes", votes(decision));
        return json;
    }

    private static Map<String, Object> holding(Holding holding) {
        List<String> targets =
                holding.published().stream().map(target -> target.rdata()).toList();
        return holding instanceof Holding.Single single
                ? fields("endpoint", single.endpointId(), "targets", targets)
                : fields("targets", targets);
    }

    private static List<Object> votes(Decision decision) {
        List<Object> votes = new ArrayList<>();
        decision.evidence()
                .sightings()
                .forEach((endpoint, views) -> views.forEach(view -> votes.add(vote(endpoint, view))));
        return votes.size() <= MAX_VOTES ? votes : votes.subList(0, MAX_VOTES);
    }

    private static Map<String, Object> vote(String endpoint, LocationHealth view) {
        Map<String, Object> json = fields(
                "endpoint", endpoint,
                "location", view.location().id(),
                "failureDomain", view.location().failureDomain(),
                "health", lower(view.health().state()));
        Observation latest = view.latest();
        if (latest != null) {
            json.put("outcome", lower(latest.result().outcome()));
            json.put("reason", lower(latest.result().reason()));
            json.put("detail", latest.result().detail());
            json.put("seenAt", latest.at().wall().toString());
        }
        return json;
    }

    /** As people and programs of other languages write it: lower case, with hyphens. */
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return json;
    }
}
