package io.dnsfailover.simulation.world;

import io.dnsfailover.decision.Command;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who hears of what crosses the border between an engine and its world, at the very event at which it does. Each listens to what it needs. */
public interface Witness {
    /**
     * One check whose result the engine takes in with this event.
     *
     * @param record the number of the record
     * @param endpoint the id of the endpoint
     * @param place the number of the place
     * @param outcome what the engine is told
     * @param startedLocally when the check started, or the report arrived, by the monotonic clock of the engine
     * @param startedTruly when the check started, in true time
     */
    record Seen(int record, String endpoint, int place, Outcome outcome, long startedLocally, long startedTruly) {
        Seen arriving(long locally) {
            return new Seen(record, endpoint, place, outcome, locally, startedTruly);
        }
    }

    /** A process started its engine with these policies, and this is what its store remembered. */
    default void begins(Life life, Map<String, StoredState> loaded, List<StoredEvent> undelivered) {}

    /** The process has ended. */
    default void ends(Life life, String how) {}

    /** A check. */
    default void sees(Life life, Seen seen) {}

    /** The policies were replaced with this event. */
    default void reloads(Life life, List<FailoverPolicy> policies) {}

    /** An order reached the engine with this event. */
    default void orders(Life life, String policy, Command command) {}

    /** An order that reached the engine was refused. */
    default void orderRefused(Life life, String policy, Command command) {}

    /** An order was acknowledged. */
    default void orderDone(Life life, String policy, Command command) {}

    /** The store was asked to keep something. */
    default void saves(Life life, StoreBatch batch) {}

    /** The store said that it did. */
    default void saved(Life life, StoreBatch batch) {}

    /** The store was asked to forget policies. */
    default void forgets(Life life, Collection<String> policies) {}

    /** A name server was read. */
    default void reads(Life life, NameServer server, int record) {}

    /** A change was sent to a name server. */
    default void issues(Life life, NameServer server, int record, Change change) {}

    /** The call that sent it ended; the effect is null for success. */
    default void answered(Life life, NameServer server, int record, @Nullable PublishEffect effect) {}

    /** A change took effect on a name server. */
    default void applied(Life by, NameServer server, int record, Change change) {}

    /** Somebody else changed what a name server holds. */
    default void edited(NameServer server, int record) {}

    /** An event is stored that people will be told of. */
    default void told(Life life, StoredEvent event) {}

    /** A mail was taken by the sink, or refused. */
    default void mailed(Life life, Delivery delivery, boolean taken) {}

    /** A client asked a name server for a record through a resolver, and this is what it was told. */
    default void resolved(int record, @Nullable RecordSet answer) {}

    /** A task of the engine threw. */
    default void threw(Life life, Throwable thrown) {}
}
