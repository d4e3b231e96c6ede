package io.dnsfailover.testkit;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Notes;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The scripts of endpoints, by id or by target. */
final class EndpointScripts {
    private final SimulatedTime time;
    private final String seenFrom;
    private final Consumer<String> whenChanged;
    private final Map<String, EndpointScript> scripts = new HashMap<>();

    /**
     * Empty scripts.
     *
     * @param seenFrom what the name of an endpoint is preceded by when a change of its script is told, such as {@code fra1: }
     */
    EndpointScripts(SimulatedTime time, String seenFrom, Consumer<String> whenChanged) {
        this.time = time;
        this.seenFrom = seenFrom;
        this.whenChanged = whenChanged;
    }

    EndpointScript of(String idOrTarget) {
        return scripts.computeIfAbsent(idOrTarget, key -> new EndpointScript(time, seenFrom + key, whenChanged));
    }

    /** What the script of the endpoint's id says, else that of its target; null when there is nothing to say. */
    @Nullable
    Behaviour behaviourOf(Endpoint endpoint) {
        Behaviour byId = behaviour(endpoint.id());
        return byId != null ? byId : behaviour(endpoint.target().rdata());
    }

    /** The same of what passing checks notice. */
    @Nullable
    Notes notesOf(Endpoint endpoint) {
        Notes byId = notes(endpoint.id());
        return byId != null ? byId : notes(endpoint.target().rdata());
    }

    private @Nullable Notes notes(String key) {
        EndpointScript script = scripts.get(key);
        return script == null ? null : script.notes();
    }

    private @Nullable Behaviour behaviour(String key) {
        EndpointScript script = scripts.get(key);
        return script == null ? null : script.behaviour();
    }
}
