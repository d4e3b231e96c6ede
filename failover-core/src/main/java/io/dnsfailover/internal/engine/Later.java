package io.dnsfailover.internal.engine;

import java.util.concurrent.Executor;

/**
 * Puts something off until right after the present task of the loop, in the order in which it is put off, and journals when it
 * comes: what an engine does next is an input of a replay too. On the engine loop only.
 */
final class Later implements Executor {
    private final Loop loop;
    private final JournalLane journal;

    Later(Loop loop, JournalLane journal) {
        this.loop = loop;
        this.journal = journal;
    }

    @Override
    public void execute(Runnable task) {
        loop.post(() -> {
            journal.resumed();
            task.run();
        });
    }
}
