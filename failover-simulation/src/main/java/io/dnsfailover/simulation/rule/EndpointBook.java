package io.dnsfailover.simulation.rule;

import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.health.Damping;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.simulation.world.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What all places know of one endpoint, the verdict on it, and the operator's word. */
final class EndpointBook {
    private final Endpoint endpoint;
    private final List<View> views = new ArrayList<>();
    private final int[] domainOf;
    private final int domains;
    private Verdict measured = Verdict.UNDECIDED;
    private long sinceLocally;
    private long sinceTruly;
    private StandingOrder.@Nullable Kind ordered;
    private long orderedUntil = Long.MAX_VALUE;
    private long orderedTruly;

    EndpointBook(Endpoint endpoint, List<Place> places, boolean failedBefore) {
        this.endpoint = endpoint;
        List<String> names = places.stream()
                .map(place -> place.location().failureDomain())
                .distinct()
                .toList();
        this.domains = names.size();
        this.domainOf = places.stream()
                .mapToInt(place -> names.indexOf(place.location().failureDomain()))
                .toArray();
        places.forEach(place -> views.add(new View(failedBefore)));
        this.measured = failedBefore ? Verdict.DOWN : Verdict.UNDECIDED;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    List<View> views() {
        return views;
    }

    /** Takes over what was seen of the same endpoint before a reload. */
    void inherit(EndpointBook before) {
        for (int i = 0; i < views.size(); i++) {
            views.set(i, before.views.get(i));
        }
    }

    /** Takes over what was concluded of the same endpoint before a reload. */
    void inheritVerdict(EndpointBook before) {
        measured = before.measured;
        sinceLocally = before.sinceLocally;
        sinceTruly = before.sinceTruly;
    }

    void inheritOrder(EndpointBook before) {
        ordered = before.ordered;
        orderedUntil = before.orderedUntil;
        orderedTruly = before.orderedTruly;
    }

    void order(StandingOrder.@Nullable Kind kind, long untilLocally, long truly) {
        ordered = kind;
        orderedUntil = untilLocally;
        orderedTruly = truly;
    }

    StandingOrder.@Nullable Kind ordered(long nowLocally) {
        return ordered != null && nowLocally < orderedUntil - RecordBook.ROUNDING_NANOS ? ordered : null;
    }

    boolean isForced(StandingOrder.Kind kind, long nowLocally) {
        return ordered(nowLocally) == kind;
    }

    long orderedTruly() {
        return orderedTruly;
    }

    Verdict measured() {
        return measured;
    }

    long sinceLocally() {
        return sinceLocally;
    }

    long sinceTruly() {
        return sinceTruly;
    }

    /** Compares with what the engine shows at an evaluation; null when all of it follows from the evidence. */
    @Nullable
    String unexplained(List<LocationHealth> shown, Damping damping, boolean[] inDoubt) {
        String found = null;
        for (int i = 0; i < views.size(); i++) {
            View view = views.get(i);
            LocationHealth health = shown.get(i);
            if (!view.isExplainedBy(health)) {
                found = endpoint + " is " + health.health() + " seen from "
                        + health.location().id() + " last " + health.latestConclusive() + ", the evidence leads to "
                        + view;
            }
            view.shows(health, damping, inDoubt[i]);
        }
        return found;
    }

    /** Notes the verdict, as the engine does at each evaluation. */
    void judge(FailoverPolicy policy, long nowLocally, long nowTruly) {
        Verdict now = verdict(policy, nowLocally);
        if (now != Verdict.UNDECIDED && now != measured) {
            measured = now;
            sinceLocally = nowLocally;
            sinceTruly = nowTruly;
        }
    }

    Verdict verdict(FailoverPolicy policy, long now) {
        long expiry = 2 * policy.interval().toNanos() + policy.timeout().toNanos();
        long up = domainsWhere(view -> view.saysUp(now, expiry));
        long down = domainsWhere(view -> view.saysDown(now, expiry));
        int needed = needed(policy.quorum());
        if (Long.bitCount(down & ~up) >= needed) {
            return Verdict.DOWN;
        }
        return Long.bitCount(up & ~down) >= needed ? Verdict.UP : Verdict.UNDECIDED;
    }

    /** The failure domains of the places whose view is such, a bit for each. */
    long domainsWhere(Predicate<View> such) {
        long mask = 0;
        for (int i = 0; i < domainOf.length; i++) {
            if (such.test(views.get(i))) {
                mask |= 1L << domainOf[i];
            }
        }
        return mask;
    }

    int domainOf(int place) {
        return domainOf[place];
    }

    /** How many of the configured failure domains must agree. */
    int needed(Quorum quorum) {
        if (quorum instanceof Quorum.AtLeast fixed) {
            return fixed.domains();
        }
        if (quorum instanceof Quorum.Majority) {
            return domains / 2 + 1;
        }
        return quorum instanceof Quorum.All ? domains : Math.min(2, domains);
    }
}
