package io.dnsfailover.policy;

import java.util.List;

/**
 * The specification of a check that the host brings as code: nothing but a name, under which the host
 * registers the probe.
 *
 * @param name the name of the registered probe
 * @param port the port that the probe is told where an endpoint has none of its own; 0 for none
 */
public record NamedProbe(String name, int port) implements ProbeSpec {
    /**
     * A host's own check that needs no port.
     *
     * @param name the name of the registered probe
     */
    public NamedProbe(String name) {
        this(name, 0);
    }

    @Override
    public String type() {
        return name;
    }

    @Override
    public List<Violation> violations() {
        return port >= 0 && port <= 65535
                ? List.of()
                : List.of(new Violation("port", String.valueOf(port), "must be 0 to 65535"));
    }
}
