package io.dnsfailover.probes.trace;

import io.dnsfailover.model.Hop;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a traceroute may print: hops, in their order, and never more than were asked for. */
public final class TraceFuzz {
    private static final int MAX_HOPS = 30;

    private TraceFuzz() {}

    /** Takes an output. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        List<Hop> hops = TraceText.parse(text, MAX_HOPS).hops();
        TraceText.complaint(TraceText.finished(text));
        for (int i = 0; i < hops.size(); i++) {
            if (hops.get(i).ttl() != i + 1 || i >= MAX_HOPS) {
                throw new AssertionError("hop " + i + " is " + hops.get(i));
            }
        }
    }
}
