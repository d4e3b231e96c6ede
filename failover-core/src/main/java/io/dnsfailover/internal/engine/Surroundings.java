package io.dnsfailover.internal.engine;

import java.util.concurrent.Executor;

/** What an engine reaches beyond its loop that is not plugged in; a replay has surroundings of its own. */
interface Surroundings {
    /** Those of an engine in service. */
    Surroundings REAL = new Surroundings() {
        @Override
        public FirstReads reads(Lanes publishers) {
            return FirstReads.from(publishers);
        }

        @Override
        public Executor later(Loop loop, JournalLane journal) {
            return new Later(loop, journal);
        }
    };

    /** What finds out what the name servers hold at the start of a record. */
    FirstReads reads(Lanes publishers);

    /** What runs tasks right after the present one. */
    Executor later(Loop loop, JournalLane journal);
}
