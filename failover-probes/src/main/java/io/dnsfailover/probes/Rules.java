package io.dnsfailover.probes;

import io.dnsfailover.policy.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the violations of one specification. */
final class Rules {
    private static final int MAX_PORT = 65_535;

    private final List<Violation> found = new ArrayList<>();

    void port(int port) {
        require(port >= 1 && port <= MAX_PORT, "port", String.valueOf(port), "must be 1 to " + MAX_PORT);
    }

    /** Checks a payload that may be absent. */
    void payload(String property, @Nullable Payload payload, int maxBytes) {
        if (payload == null) {
            return;
        }
        String named = payload.hex() ? property + "-hex" : property;
        int size = payload.bytes().length;
        if (!payload.isWellFormed()) {
            require(false, named, payload.written(), "must have two hexadecimal digits for each byte");
        } else {
            require(
                    size >= 1 && size <= maxBytes,
                    named,
                    payload.written(),
                    "must have 1 to " + maxBytes + " bytes, has " + size);
        }
    }

    /** Checks a host name or address that may be absent. */
    void host(String property, @Nullable String host) {
        require(
                host == null || HttpText.isHost(host),
                property,
                String.valueOf(host),
                "must be a host name without a final dot, or an IP address without brackets, and neither has a port");
    }

    void require(boolean kept, String property, String value, String rule) {
        if (!kept) {
            found.add(new Violation(property, value, rule));
        }
    }

    List<Violation> violations() {
        return List.copyOf(found);
    }
}
