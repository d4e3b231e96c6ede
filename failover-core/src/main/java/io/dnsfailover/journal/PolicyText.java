package io.dnsfailover.journal;

import io.dnsfailover.health.Damping;
import io.dnsfailover.health.Latency;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.Drift;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.quorum.Quorum;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy on one line, with nothing left to a default; its check becomes a {@link RecordedProbe}. */
final class PolicyText {
    private PolicyText() {}

    static String of(FailoverPolicy policy) {
        LineWriter out = new LineWriter("policy")
                .put("name", policy.name())
                .put("record", key(policy.record()))
                .put("ttl", policy.ttl().seconds())
                .putAll(
                        "endpoint",
                        policy.endpoints().stream().map(PolicyText::endpoint).toList());
        return ProbeText.write(out, policy.probe())
                .put("interval", policy.interval().toString())
                .put("timeout", policy.timeout().toString())
                .put("confirm-after", policy.confirmAfter().toString())
                .put("damping", damping(policy.damping()))
                .put("quorum", quorum(policy.quorum()))
                .put("failback", failback(policy.failback()))
                .put("all-down", policy.allDown().toString())
                .put(
                        "moves",
                        policy.moveBudget().moves() + " " + policy.moveBudget().window())
                .putIfAny("latency", policy.latency() == null ? null : latency(policy.latency()))
                .put("readiness", policy.readiness())
                .put("drift", policy.drift())
                .line();
    }

    static FailoverPolicy read(String line) {
        LineReader fields = new LineReader(line);
        RecordSetKey record = fields.read("record", PolicyText::key);
        List<Endpoint> endpoints = fields.readAll("endpoint", PolicyText::endpoint);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("a policy without an endpoint");
        }
        FailoverPolicyBuilder builder = FailoverPolicy.named(fields.text("name"))
                .record(record.zone().toString(), record.owner().toString(), record.type())
                .ttl(Duration.ofSeconds(fields.number("ttl")))
                .primary(endpoints.get(0))
                .probe(ProbeText.read(fields))
                .every(fields.duration("interval"))
                .timeout(fields.duration("timeout"))
                .confirmAfter(fields.duration("confirm-after"))
                .damping(fields.read("damping", PolicyText::damping))
                .quorum(fields.read("quorum", PolicyText::quorum))
                .failback(fields.read("failback", PolicyText::failback))
                .whenAllDown(fields.read("all-down", PolicyText::allDown))
                .moves(fields.read("moves", PolicyText::moves));
        endpoints.subList(1, endpoints.size()).forEach(builder::backup);
        if (fields.textIfAny("latency") != null) {
            builder.latency(fields.read("latency", PolicyText::latency));
        }
        if (fields.textIfAny("readiness") != null) { // version 1 of the format had none, and nothing was warned of
            builder.readiness(fields.smallNumber("readiness"));
        } else {
            builder.readiness(0);
        }
        if (fields.textIfAny("drift") != null) { // nor did it know of drift
            builder.drift(fields.word("drift", Drift.class));
        }
        return builder.build();
    }

    static String key(RecordSetKey key) {
        return key.zone() + " " + key.owner() + " " + key.type();
    }

    static RecordSetKey key(String text) {
        String[] words = words(text, 3);
        return new RecordSetKey(DnsName.of(words[0]), DnsName.of(words[1]), RecordType.valueOf(words[2]));
    }

    static String endpoint(Endpoint endpoint) {
        return endpoint.id() + " " + endpoint.target() + " " + endpoint.port();
    }

    static Endpoint endpoint(String text) {
        String[] words = words(text, 3);
        return new Endpoint(words[0], Target.parse(words[1]), Integer.parseInt(words[2]));
    }

    private static String damping(Damping damping) {
        return damping.fall() + " " + damping.ok() + " " + damping.rise();
    }

    private static Damping damping(String text) {
        String[] words = words(text, 3);
        return new Damping(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }

    private static String quorum(Quorum quorum) {
        return quorum instanceof Quorum.AtLeast atLeast ? "at-least " + atLeast.domains() : quorum.toString();
    }

    private static Quorum quorum(String text) {
        return switch (text) {
            case "majority" -> Quorum.majority();
            case "all" -> Quorum.all();
            case "standard" -> Quorum.standard();
            default -> Quorum.atLeast(Integer.parseInt(after("at-least ", text)));
        };
    }

    private static String failback(Failback failback) {
        return failback instanceof Failback.AfterUpFor after ? "after " + after.dwell() : failback.toString();
    }

    private static Failback failback(String text) {
        return switch (text) {
            case "automatic" -> Failback.automatic();
            case "manual" -> Failback.manual();
            case "never" -> Failback.never();
            default -> Failback.afterUpFor(Duration.parse(after("after ", text)));
        };
    }

    private static AllDown allDown(String text) {
        return switch (text) {
            case "keep-last" -> AllDown.keepLast();
            case "primary" -> AllDown.primary();
            case "all" -> AllDown.all();
            default -> AllDown.lastResort(after("last-resort ", text));
        };
    }

    private static MoveBudget moves(String text) {
        String[] words = words(text, 2);
        return new MoveBudget(Integer.parseInt(words[0]), Duration.parse(words[1]));
    }

    private static String latency(Latency latency) {
        return latency.percentile() + " " + latency.window() + " " + limit(latency.warnAbove()) + " "
                + limit(latency.failAbove());
    }

    private static String limit(@Nullable Duration limit) {
        return limit == null ? "none" : limit.toString();
    }

    private static Latency latency(String text) {
        String[] words = words(text, 4);
        return new Latency(Integer.parseInt(words[0]), Integer.parseInt(words[1]), limit(words[2]), limit(words[3]));
    }

    private static @Nullable Duration limit(String word) {
        return word.equals("none") ? null : Duration.parse(word);
    }

    static String after(String prefix, String text) {
        if (!text.startsWith(prefix)) {
            throw new IllegalArgumentException("is not known to this version");
        }
        return text.substring(prefix.length());
    }

    static String[] words(String text, int count) {
        String[] words = text.split(" ", -1);
        if (words.length != count) {
            throw new IllegalArgumentException("has " + words.length + " words, not " + count);
        }
        return words;
    }
}
