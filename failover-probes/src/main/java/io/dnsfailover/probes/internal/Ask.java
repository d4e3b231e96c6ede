package io.dnsfailover.probes.internal;

/**
 * What a specification asks of an endpoint, made ready once and used by every check: immutable. A new kind of check brings
 * one of its own, and needs nothing else from the engine.
 */
public interface Ask {
    /**
     * A conversation that asks it; opens nothing yet. Loop thread or the caller's, must not block.
     *
     * @param check what to report to
     * @param way how the endpoint is reached
     * @return the conversation of this check alone
     */
    Conversation talk(Check check, Way way);
}
