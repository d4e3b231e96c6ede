package io.dnsfailover.simulation.rule;

import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.Witness;

/** One or more rules that belong together. Listens to what it needs, and is asked at every decision and at the end. */
interface Check extends Witness {
    /** A record has just decided to hold something else; the books are as the engine's are. */
    default void decides(Moved moved) {}

    /** A record was evaluated; the books are as the engine's are. */
    default void evaluates(Life life, RecordBook book) {}

    /** The time is over, and nothing was broken. */
    default void atTheEnd() {}
}
