package io.dnsfailover.journal;

import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.policy.FailoverPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the present run of a journal has.
 *
 * @param locations all locations
 * @param policies all policies as they are now
 */
record RunContext(List<Location> locations, List<FailoverPolicy> policies) {
    /** The context after one more entry. */
    static @Nullable RunContext after(@Nullable RunContext before, JournalEntry entry) {
        if (entry instanceof JournalEntry.Started started) {
            return new RunContext(started.locations(), started.policies());
        }
        if (entry instanceof JournalEntry.PoliciesReplaced replaced && before != null) {
            return new RunContext(before.locations(), replaced.policies());
        }
        return before;
    }

    JournalEntry.Continued continued(Moment at) {
        return new JournalEntry.Continued(at, locations, policies);
    }
}
