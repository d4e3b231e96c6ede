package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.examples.failoverd.config.probe.ProbeTypes;
import io.dnsfailover.health.Damping;
import io.dnsfailover.health.Latency;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Quorum;
import java.util.LinkedHashMap;
import java.util.Map;

/** A policy as the file would say it, with nothing left to a default. */
final class EffectivePolicy {
    private EffectivePolicy() {}

    static Map<String, Object> of(FailoverPolicy policy, int failureDomains) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", policy.name());
        map.put("record", record(policy));
        map.put(
                "endpoints",
                policy.endpoints().stream().map(EffectivePolicy::endpoint).toList());
        map.put("probe", ProbeTypes.effective(policy.probe()));
        map.put("interval", DurationText.of(policy.interval()));
        map.put("timeout", DurationText.of(policy.timeout()));
        map.put("confirm-after", DurationText.of(policy.confirmAfter()));
        map.put("damping", damping(policy.damping()));
        map.put("quorum", quorum(policy.quorum(), failureDomains));
        map.put("failback", failback(policy.failback()));
        map.put("all-down", allDown(policy.allDown()));
        map.put("moves", moves(policy));
        if (policy.latency() != null) {
            map.put("latency", latency(policy.latency()));
        }
        map.put("readiness", policy.readiness());
        map.put("drift", policy.drift().toString());
        return map;
    }

    private static Map<String, Object> record(FailoverPolicy policy) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("zone", policy.record().zone().toString());
        map.put("name", policy.record().owner().toString());
        map.put("type", policy.record().type().name());
        map.put("ttl", DurationText.of(policy.ttl().duration()));
        return map;
    }

    static Map<String, Object> endpoint(Endpoint endpoint) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", endpoint.id());
        map.put("target", endpoint.target().toString());
        if (endpoint.port() != 0) {
            map.put("port", endpoint.port());
        }
        return map;
    }

    private static Map<String, Object> damping(Damping damping) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("fall", damping.fall());
        map.put("ok", damping.ok());
        map.put("rise", damping.rise());
        return map;
    }

    /** The number where the rule is one for these locations, so that the default shows what it means here. */
    private static Object quorum(Quorum quorum, int failureDomains) {
        if (quorum instanceof Quorum.Majority || quorum instanceof Quorum.All) {
            return quorum.toString();
        }
        return quorum.votesNeeded(failureDomains);
    }

    private static Object failback(Failback failback) {
        if (failback instanceof Failback.AfterUpFor after) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("mode", "after");
            map.put("dwell", DurationText.of(after.dwell()));
            return map;
        }
        return failback.toString();
    }

    private static Object allDown(AllDown allDown) {
        return allDown instanceof AllDown.LastResort resort
                ? Map.of("last-resort", resort.target().toString())
                : allDown.toString();
    }

    private static Map<String, Object> moves(FailoverPolicy policy) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("max", policy.moveBudget().moves());
        map.put("per", DurationText.of(policy.moveBudget().window()));
        return map;
    }

    private static Map<String, Object> latency(Latency latency) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("percentile", latency.percentile());
        map.put("of", latency.window());
        if (latency.warnAbove() != null) {
            map.put("warn-above", DurationText.of(latency.warnAbove()));
        }
        if (latency.failAbove() != null) {
            map.put("fail-above", DurationText.of(latency.failAbove()));
        }
        return map;
    }
}
