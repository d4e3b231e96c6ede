package io.dnsfailover.notify.trace;

import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Trace;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first hop at which a path is no longer what it was, or at which it ends.
 *
 * <p>Routers that answer one trace and not the other prove nothing: a hop that is silent now is a divergence only when nothing
 * after it answers either. Parallel routers at one hop agree when one of them answered both traces.
 *
 * @param kind what is different
 * @param ttl the hop; 0 for {@link Kind#SAME} and {@link Kind#UNKNOWN}
 * @param lastCommon the last router before it that answered now; null when none did
 * @param before who answered at this hop on the last good path; empty when nobody did, or there is no such path
 * @param now who answers there now; empty for silence
 * @param rejoins whether the path comes back to the last good one at a later hop
 */
public record Divergence(
        Kind kind,
        int ttl,
        @Nullable InetAddress lastCommon,
        List<InetAddress> before,
        List<InetAddress> now,
        boolean rejoins) {
    /** What can be different. */
    public enum Kind {
        /** Nothing: the path is whole, and goes where it went. */
        SAME,
        /** The path leads through another router than before. */
        ELSEWHERE,
        /** Nothing answers from this hop on. */
        SILENT,
        /** A router says that there is no way on. */
        UNREACHABLE,
        /** The path goes in circles. */
        LOOP,
        /** There is nothing to compare: a trace could not be made, or was cut off. */
        UNKNOWN
    }

    /** Copies the lists. */
    public Divergence {
        before = List.copyOf(before);
        now = List.copyOf(now);
    }

    /**
     * Compares two traces of one location to one endpoint.
     *
     * @param lastGood the trace of the time when all was well; null when there is none, and only a path that ends is seen then
     * @param now the trace to judge
     * @return the first difference
     */
    public static Divergence between(@Nullable Trace lastGood, Trace now) {
        return new PathComparison(lastGood == null ? List.of() : lastGood.hops(), now).first();
    }

    /**
     * The difference on one line, such as {@code nothing answers from hop 7 on; the last good path went on to 203.0.113.9}.
     *
     * @return printable text
     */
    public String describe() {
        String after = lastCommon == null ? "" : " after " + text(lastCommon);
        String was = before.isEmpty() ? "" : "; the last good path went through " + text(before);
        return switch (kind) {
            case SAME -> "the path is whole and goes where it went";
            case UNKNOWN -> "there is no path to compare";
            case SILENT -> "nothing answers from hop " + ttl + " on," + after + was;
            case UNREACHABLE -> "hop " + ttl + ", " + text(now) + ", says that there is no way on" + was;
            case LOOP -> "the path goes in circles from hop " + ttl + " on, at " + text(now) + was;
            case ELSEWHERE ->
                "at hop " + ttl + after + " the path leads through " + text(now) + was
                        + (rejoins ? "; it comes back to that path later" : "");
        };
    }

    static String text(InetAddress address) {
        return address.getHostAddress();
    }

    private static String text(List<InetAddress> addresses) {
        return String.join(" or ", addresses.stream().map(Divergence::text).toList());
    }

    static List<InetAddress> addresses(Hop hop) {
        return hop.responders().stream().map(Hop.Responder::address).toList();
    }
}
