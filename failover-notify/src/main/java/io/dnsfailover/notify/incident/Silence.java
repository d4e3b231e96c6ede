package io.dnsfailover.notify.incident;

import io.dnsfailover.decision.RecordState;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Moment;
import io.dnsfailover.notify.route.Routes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Maintenance windows, and records that an operator holds. Belongs to its judge. */
final class Silence {
    private static final long LOOK_AGAIN = Duration.ofMinutes(1).toNanos();

    private final Routes routes;
    private final Set<String> held = new HashSet<>();

    Silence(Routes routes) {
        this.routes = routes;
    }

    /** Sees a hold begin and end. After a restart nothing tells of one that still stands, until it keeps the record from moving. */
    void notice(FailoverEvent event) {
        String policy = event.header().policy();
        if (event instanceof FailoverEvent.OverrideChanged changed
                && changed.endpointId().equals("*")) {
            if (changed.description().startsWith(StandingOrder.Kind.HELD.name())) {
                held.add(policy);
            } else {
                held.remove(policy);
            }
        } else if (event instanceof FailoverEvent.MoveWithheld withheld
                && withheld.notice() == RecordState.Notice.HELD) {
            held.add(policy);
        }
    }

    boolean isOn(String policy, Instant now) {
        return held.contains(policy) || routes.silentUntil(policy, now) != null;
    }

    /** When to look again whether it is over: at the end of the window, and every minute for a hold or a clock that was set. */
    long lookAgainNanos(String policy, Moment now) {
        Instant end = routes.silentUntil(policy, now.wall());
        long minute = now.nanos() + LOOK_AGAIN;
        return end == null
                ? minute
                : Math.min(
                        minute, now.nanos() + Duration.between(now.wall(), end).toNanos());
    }
}
