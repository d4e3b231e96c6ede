package io.dnsfailover.notify.trace;

import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Trace;
import io.dnsfailover.notify.trace.Divergence.Kind;
import java.net.InetAddress;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the first hop at which a trace differs from the last good one, or ends. */
final class PathComparison {
    private static final Divergence SAME = new Divergence(Kind.SAME, 0, null, List.of(), List.of(), false);
    private static final Divergence UNKNOWN = new Divergence(Kind.UNKNOWN, 0, null, List.of(), List.of(), false);

    private final List<Hop> good;
    private final Trace now;

    PathComparison(List<Hop> good, Trace now) {
        this.good = good;
        this.now = now;
    }

    Divergence first() {
        if (now.ending() == Trace.Ending.NOT_POSSIBLE) {
            return UNKNOWN;
        }
        Divergence end = end();
        Divergence elsewhere = elsewhere();
        if (elsewhere != null && (end == null || elsewhere.ttl() < end.ttl())) {
            return elsewhere;
        }
        if (end != null) {
            return end;
        }
        return now.ending() == Trace.Ending.REACHED ? SAME : UNKNOWN;
    }

    /** Where the path ends that should go on; null when it reached the endpoint, or the trace was cut off before it could. */
    private @Nullable Divergence end() {
        Divergence loop = loop();
        return switch (now.ending()) {
            case REACHED, INCOMPLETE, NOT_POSSIBLE -> null;
            case UNREACHABLE -> unreachable();
            case TOO_LONG -> loop != null ? loop : silence();
            case SILENT -> loop != null && !hops().get(hops().size() - 1).isSilent() ? loop : silence();
        };
    }

    private @Nullable Divergence unreachable() {
        Hop last = now.lastAnswered();
        if (last == null) {
            return silence();
        }
        return new Divergence(
                Kind.UNREACHABLE,
                last.ttl(),
                addressBefore(last.ttl()),
                goodAt(last.ttl() + 1),
                Divergence.addresses(last),
                false);
    }

    /**
     * The hop after the last that answered; later, where the last good path was silent there too, because only from then on the
     * silence is new.
     */
    private Divergence silence() {
        Hop last = now.lastAnswered();
        int from = (last == null ? 0 : last.ttl()) + 1;
        int ttl = good.stream()
                .filter(hop -> hop.ttl() >= from && !hop.isSilent())
                .mapToInt(Hop::ttl)
                .findFirst()
                .orElse(from);
        return new Divergence(Kind.SILENT, ttl, addressBefore(from), goodAt(ttl), List.of(), false);
    }

    /** The first hop that somebody answers who answered an earlier one, with others in between. */
    private @Nullable Divergence loop() {
        Map<InetAddress, Integer> seen = new HashMap<>();
        for (Hop hop : hops()) {
            for (InetAddress address : Divergence.addresses(hop)) {
                Integer earlier = seen.put(address, hop.ttl());
                if (earlier != null && hop.ttl() - earlier > 1) {
                    return new Divergence(
                            Kind.LOOP, earlier, addressBefore(earlier), goodAt(earlier + 1), List.of(address), false);
                }
            }
        }
        return null;
    }

    private @Nullable Divergence elsewhere() {
        for (Hop hop : hops()) {
            List<InetAddress> before = goodAt(hop.ttl());
            List<InetAddress> present = Divergence.addresses(hop);
            boolean comparable = !before.isEmpty() && !present.isEmpty();
            if (comparable && Collections.disjoint(before, present)) {
                return new Divergence(
                        Kind.ELSEWHERE, hop.ttl(), addressBefore(hop.ttl()), before, present, rejoinsAfter(hop.ttl()));
            }
        }
        return null;
    }

    private boolean rejoinsAfter(int ttl) {
        List<InetAddress> later = good.stream()
                .filter(hop -> hop.ttl() >= ttl)
                .flatMap(hop -> Divergence.addresses(hop).stream())
                .toList();
        return hops().stream()
                .filter(hop -> hop.ttl() >= ttl)
                .anyMatch(hop -> !Collections.disjoint(later, Divergence.addresses(hop)));
    }

    private List<InetAddress> goodAt(int ttl) {
        return good.stream()
                .filter(hop -> hop.ttl() == ttl)
                .findFirst()
                .map(Divergence::addresses)
                .orElse(List.of());
    }

    private @Nullable InetAddress addressBefore(int ttl) {
        InetAddress last = null;
        for (Hop hop : hops()) {
            if (hop.ttl() < ttl && !hop.isSilent()) {
                last = hop.responders().get(0).address();
            }
        }
        return last;
    }

    private List<Hop> hops() {
        return now.hops();
    }
}
