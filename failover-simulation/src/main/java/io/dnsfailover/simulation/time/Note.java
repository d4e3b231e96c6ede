package io.dnsfailover.simulation.time;

/**
 * What a task brings to the engine. It is read right before the task runs, so that who keeps the books knows what the engine knows,
 * at the very event at which the engine learns of it.
 */
public interface Note {
    /** Takes the note down. */
    void take();
}
