package io.dnsfailover.notify.route;

import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.MailAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All routes of a host, with what their targets mean. Immutable. */
public final class Routes {
    private final List<Route> routes;
    private final Map<String, List<Recipient>> targets;
    private final List<Maintenance> maintenance;

    /**
     * Routes.
     *
     * @param routes in the order in which they are asked
     * @param contacts the contact lists
     * @param channels the names of the channels without mailboxes
     * @param maintenance when nobody is told
     * @throws IllegalArgumentException when two targets have one name, or a route leads nowhere; names every mistake
     */
    public Routes(
            List<Route> routes,
            Collection<ContactList> contacts,
            Collection<String> channels,
            List<Maintenance> maintenance) {
        this.routes = List.copyOf(routes);
        this.maintenance = List.copyOf(maintenance);
        this.targets = new LinkedHashMap<>();
        Set<String> wrong = new LinkedHashSet<>();
        for (ContactList list : contacts) {
            List<Recipient> members = new ArrayList<>();
            for (MailAddress address : list.addresses()) {
                members.add(new Recipient(list.name(), address));
            }
            add(list.name(), members, wrong);
        }
        channels.forEach(name -> add(name, List.of(new Recipient(name, null)), wrong));
        for (Route route : routes) {
            for (String target : route.targets()) {
                if (!targets.containsKey(target)) {
                    wrong.add("a route leads to '" + target + "', which is neither a contact list nor a channel");
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("routes: " + String.join("; ", wrong));
        }
    }

    private void add(String name, List<Recipient> members, Set<String> wrong) {
        if (targets.putIfAbsent(name, members) != null) {
            wrong.add("'" + name + "' is the name of two targets");
        }
    }

    /**
     * Who is told of an event, and how.
     *
     * @param asked what is asked for
     * @return the route for each recipient; empty when no route fits
     */
    public Map<Recipient, Route> of(Route.Question asked) {
        Map<String, Recipient> known = new LinkedHashMap<>();
        Map<Recipient, Route> found = new LinkedHashMap<>();
        for (Route route : routes) {
            if (!route.fits(asked)) {
                continue;
            }
            for (String target : route.targets()) {
                for (Recipient recipient : targets.getOrDefault(target, List.of())) {
                    if (known.putIfAbsent(recipient.identity(), recipient) == null) {
                        found.put(recipient, route);
                    }
                }
            }
        }
        return found;
    }

    /**
     * Until when maintenance makes a policy silent.
     *
     * @param policy the name of the policy
     * @param now the time by the wall clock
     * @return null when no window is on
     */
    public @Nullable Instant silentUntil(String policy, Instant now) {
        Instant latest = null;
        for (Maintenance window : maintenance) {
            Instant end = window.policies().fits(policy) ? window.endAt(now) : null;
            if (end != null && (latest == null || end.isAfter(latest))) {
                latest = end;
            }
        }
        return latest;
    }
}
