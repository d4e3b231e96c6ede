package io.dnsfailover.internal.engine;

/** A scheduler whose loop need not be woken for everything: each waking costs about as much as a check. */
public interface Patient {
    /**
     * Runs a task on the loop in its turn, as with a delay of zero, but lets it wait for the next timer when that comes within
     * 4 ms anyway. Safe from any thread; after the end of the scheduler the task is dropped.
     *
     * @param task what to run; must not block
     */
    void whenAwake(Runnable task);
}
