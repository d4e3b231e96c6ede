package io.dnsfailover.journal;

import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.StoredState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an engine took in, or one that it did. Those that it took in, in their order and at their moments, are all
 * that its decisions depend on; {@link Decided}, {@link PublishConfirmed} and {@link PublishFailed} are there to compare with.
 */
public sealed interface JournalEntry {
    /**
     * The moment by the engine's clocks at which the entry took effect.
     *
     * @return never earlier, by the monotonic clock, than that of the entry before it in the same run
     */
    Moment at();

    /**
     * An engine started. Everything after it belongs to this run, until the next one starts.
     *
     * @param at when
     * @param host what it has beside its policies
     * @param policies all policies, in their order
     * @param stored what was stored, by policy name
     */
    record Started(Moment at, Host host, List<FailoverPolicy> policies, Map<String, StoredState> stored)
            implements JournalEntry {
        /** Copies the collections. */
        public Started {
            policies = List.copyOf(policies);
            stored = Collections.unmodifiableMap(new TreeMap<>(stored));
        }
    }

    /**
     * A journal goes on in a new piece: says again what the run has, because the piece with its start may be gone one day. No
     * input of the engine.
     *
     * @param at when the entry before it took effect
     * @param host what it has beside its policies
     * @param policies all policies as they are now, in their order
     */
    record Continued(Moment at, Host host, List<FailoverPolicy> policies) implements JournalEntry {
        /** Copies the list. */
        public Continued {
            policies = List.copyOf(policies);
        }
    }

    /**
     * The name servers were read for a record that starts.
     *
     * @param at when the last of them had answered, or given up
     * @param policy the name of the policy
     * @param asked how many there are
     * @param served what those hold that could be read, in the order in which they answered
     */
    record ServersRead(Moment at, String policy, int asked, List<Published> served) implements JournalEntry {
        /** Copies the list. */
        public ServersRead {
            served = List.copyOf(served);
        }
    }

    /**
     * A location saw something.
     *
     * @param at when the check ended, or what was seen arrived here
     * @param observation what it saw, with when the check started
     */
    record Observed(Moment at, Observation observation) implements JournalEntry {}

    /**
     * A location checked a control target.
     *
     * @param at when the check ended
     * @param location the id of the location
     * @param control the number of the control target, from 0 in the order of the {@link Host}
     * @param reason why the check ended as it did
     * @param started when it started
     */
    record ControlChecked(Moment at, String location, int control, Reason reason, Moment started)
            implements JournalEntry {}

    /**
     * The engine went on with something that it had put off until right after; what was put off first comes first.
     *
     * @param at when
     */
    record Resumed(Moment at) implements JournalEntry {}

    /**
     * The brake looked again at the records that it withheld, because time went by.
     *
     * @param at when
     */
    record BrakeChecked(Moment at) implements JournalEntry {}

    /**
     * An operator released the brake.
     *
     * @param at when
     */
    record BrakeReleased(Moment at) implements JournalEntry {}

    /**
     * A record was looked at again, because time went by.
     *
     * @param at when
     * @param policy the name of the policy
     */
    record Woken(Moment at, String policy) implements JournalEntry {}

    /**
     * The store confirmed the states that it was given last.
     *
     * @param at when
     */
    record Stored(Moment at) implements JournalEntry {}

    /**
     * An operator gave an order. One that made no sense had no effect, then as in a replay.
     *
     * @param at when
     * @param policy the name of the policy
     * @param command the order
     */
    record Ordered(Moment at, String policy, Command command) implements JournalEntry {}

    /**
     * All policies were replaced.
     *
     * @param at when
     * @param policies the new policies, in their order
     */
    record PoliciesReplaced(Moment at, List<FailoverPolicy> policies) implements JournalEntry {
        /** Copies the list. */
        public PoliciesReplaced {
            policies = List.copyOf(policies);
        }
    }

    /**
     * A name server turned out to hold something newer.
     *
     * @param at when
     * @param policy the name of the policy
     * @param publisher the name of the name server
     * @param holds what it holds
     * @param settled whether a name server had taken a write of the record in this run
     */
    record ServerAhead(Moment at, String policy, String publisher, Published holds, boolean settled)
            implements JournalEntry {}

    /**
     * Not an input: a name server confirmed a change.
     *
     * @param at when
     * @param policy the name of the policy
     * @param publisher the name of the name server
     * @param recordSet what it holds now
     * @param generation the generation of the decision behind it
     */
    record PublishConfirmed(Moment at, String policy, String publisher, RecordSet recordSet, long generation)
            implements JournalEntry {}

    /**
     * Not an input: a name server could not be written; told for the attempts 1, 2, 4, 8 and so on.
     *
     * @param at when
     * @param policy the name of the policy
     * @param publisher the name of the name server
     * @param effect what the attempt did to the zone
     * @param message what went wrong, printable
     * @param attempt the number of the attempt, from 1
     */
    record PublishFailed(Moment at, String policy, String publisher, PublishEffect effect, String message, int attempt)
            implements JournalEntry {}

    /**
     * Not an input: a decision.
     *
     * @param at when it was taken
     * @param policy the name of the policy
     * @param generation its number
     * @param cause the kind of decision
     * @param from what the record held before
     * @param to what it should hold
     * @param began when the failures began that led here; null when none did
     * @param text the whole decision with all its evidence, on one line; a replay gives the same, byte for byte
     */
    record Decided(
            Moment at,
            String policy,
            long generation,
            Decision.Cause cause,
            Holding from,
            Holding to,
            @Nullable Moment began,
            String text)
            implements JournalEntry {
        /**
         * The entry for a decision.
         *
         * @param policy the name of the policy
         * @param decision the decision
         * @return the entry
         */
        public static Decided of(String policy, Decision decision) {
            return new Decided(
                    decision.at(),
                    policy,
                    decision.generation(),
                    decision.cause(),
                    decision.from(),
                    decision.to(),
                    decision.evidence().troubleBegan(),
                    policy + ": " + decision);
        }
    }

    /**
     * Entries are missing here: the journal could not keep up, or could not be written.
     *
     * @param at when the entry after it took effect
     * @param entries how many are missing
     */
    record Lost(Moment at, long entries) implements JournalEntry {}
}
