package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.incident.Judge;
import io.dnsfailover.notify.route.Allowance;
import io.dnsfailover.notify.route.Maintenance;
import io.dnsfailover.notify.route.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what, and through what.
 *
 * @param mail the mail server; null for none
 * @param contacts the contact lists
 * @param webhooks the web services
 * @param rules routes and pace
 */
public record NotifySettings(
        @Nullable MailSettings mail, List<ContactList> contacts, List<WebhookSettings> webhooks, Rules rules) {
    /** The name by which routes call the log. */
    public static final String LOG = "log";

    /** Copies the lists. */
    public NotifySettings {
        contacts = List.copyOf(contacts);
        webhooks = List.copyOf(webhooks);
    }

    /**
     * Who, when and how often.
     *
     * @param pace how much at once
     * @param log whether the log is a channel too
     * @param routes in the order in which they are asked; empty for one to everybody
     * @param maintenance when nobody is told
     * @param files what reports use beside the event
     */
    public record Rules(Pace pace, boolean log, List<Route> routes, List<Maintenance> maintenance, Files files) {
        /** The defaults. */
        public static final Rules DEFAULT =
                new Rules(Pace.DEFAULT, false, List.of(), List.of(), new Files(false, null, null));

        /** Copies the lists. */
        public Rules {
            routes = List.copyOf(routes);
            maintenance = List.copyOf(maintenance);
        }
    }

    /**
     * How much at once.
     *
     * @param window how long what has one cause is gathered
     * @param allowance how much a mailbox is sent
     * @param attempts how often a message is tried
     */
    public record Pace(Duration window, Allowance allowance, int attempts) {
        /** The library's. */
        public static final Pace DEFAULT = new Pace(Judge.Settings.DEFAULT_WINDOW, Allowance.DEFAULT, 6);
    }

    /**
     * What reports use beside the event.
     *
     * @param traces whether the way to what failed is followed
     * @param incidentPages where pages are kept; null for nowhere
     * @param geoDatabase where addresses are; null for no map
     */
    public record Files(
            boolean traces,
            @Nullable Path incidentPages,
            @Nullable Path geoDatabase) {}

    /**
     * Whether there is anybody to tell.
     *
     * @return false when nothing is configured
     */
    public boolean tellsAnybody() {
        return !contacts.isEmpty() || !webhooks.isEmpty() || rules.log();
    }
}
