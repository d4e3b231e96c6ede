package io.dnsfailover.testkit;

import io.dnsfailover.model.Endpoint;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scripts of endpoints, by id or by target. */
final class EndpointScripts {
    private final SimulatedTime time;
    private final Runnable whenChanged;
    private final Map<String, EndpointScript> scripts = new HashMap<>();

    EndpointScripts(SimulatedTime time, Runnable whenChanged) {
        this.time = time;
        this.whenChanged = whenChanged;
    }

    EndpointScript of(String idOrTarget) {
        return scripts.computeIfAbsent(idOrTarget, key -> new EndpointScript(time, whenChanged));
    }

    /** What the script of the endpoint's id says, else that of its target; null when there is nothing to say. */
    @Nullable
    Behaviour behaviourOf(Endpoint endpoint) {
        Behaviour byId = behaviour(endpoint.id());
        return byId != null ? byId : behaviour(endpoint.target().rdata());
    }

    private @Nullable Behaviour behaviour(String key) {
        EndpointScript script = scripts.get(key);
        return script == null ? null : script.behaviour();
    }
}
