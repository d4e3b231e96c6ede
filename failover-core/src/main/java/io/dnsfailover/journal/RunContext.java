package io.dnsfailover.journal;

import io.dnsfailover.model.Moment;
import io.dnsfailover.policy.FailoverPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the present run of a journal has.
 *
 * @param host what it has beside its policies
 * @param policies all policies as they are now
 */
record RunContext(Host host, List<FailoverPolicy> policies) {
    /** The context after one more entry. */
    static @Nullable RunContext after(@Nullable RunContext before, JournalEntry entry) {
        if (entry instanceof JournalEntry.Started started) {
            return new RunContext(started.host(), started.policies());
        }
        if (entry instanceof JournalEntry.PoliciesReplaced replaced && before != null) {
            return new RunContext(before.host(), replaced.policies());
        }
        return before;
    }

    JournalEntry.Continued continued(Moment at) {
        return new JournalEntry.Continued(at, host, policies);
    }
}
