package io.dnsfailover.notify.incident;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which events are owed to how many recipients. Belongs to its judge. */
final class Tickets {
    private final Map<Long, Integer> owed = new HashMap<>();
    private final Set<Long> failed = new HashSet<>();
    private List<Judge.Settled> settled = new ArrayList<>();

    int open() {
        return owed.size();
    }

    /** One more recipient is owed the event. */
    void owe(long ticket) {
        owed.merge(ticket, 1, Integer::sum);
    }

    /** One recipient was told, or deliberately not. */
    void pay(long ticket) {
        int left = owed.merge(ticket, -1, Integer::sum);
        if (left == 0) {
            owed.remove(ticket);
            settled.add(new Judge.Settled(ticket, failed.remove(ticket)));
        }
    }

    /** One recipient could not be told for now. */
    void fail(long ticket) {
        failed.add(ticket);
        pay(ticket);
    }

    /** An event that nobody is owed. */
    void settle(long ticket) {
        settled.add(new Judge.Settled(ticket, false));
    }

    List<Judge.Settled> drain() {
        List<Judge.Settled> all = settled;
        settled = new ArrayList<>();
        return all;
    }
}
