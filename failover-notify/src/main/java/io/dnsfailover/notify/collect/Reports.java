package io.dnsfailover.notify.collect;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.journal.Journal;
import io.dnsfailover.model.Location;
import io.dnsfailover.notify.Channel;
import io.dnsfailover.notify.ChannelNotifier;
import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.MessageRenderer;
import io.dnsfailover.notify.geo.GeoLocator;
import io.dnsfailover.notify.internal.NotifyTime;
import io.dnsfailover.notify.report.OperatorCommands;
import io.dnsfailover.notify.report.Report;
import io.dnsfailover.notify.report.ReportBuilder;
import io.dnsfailover.notify.report.ReportMessage;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.spi.Tracer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reports with all that is known: what else happened around an event, what the locations saw, what the name servers said, and which
 * way the packets took, then and while all was well.
 *
 * <pre>{@code
 * Reports reports = Reports.builder().tracer(fra1, tracer).tracer(ams1, tracer).build();
 * Channel mail = MailChannel.through("smtp.example.com")
 *         .login("failover", Secret.read(Path.of("/etc/failover/smtp-password")))
 *         .from(new MailAddress("failover@example.com"))
 *         .build();
 * Failover failover = Failover.builder()
 *         .policy(www).location(fra1, prober).location(ams1, source)
 *         .journal(reports.journal())
 *         .notifier(reports.listener())
 *         .notifier(reports.through(mail, ContactList.of("ops", "ops@example.com")))
 *         .start();
 * }</pre>
 *
 * <p>The {@link #listener()} and the {@link #journal()} hear of everything at once, on threads of their own, and begin the traces; the
 * report of a move waits for them at most {@link ReportsBuilder#traceWithin}, and stands without what is not there by then. Nothing of
 * this is on the way to a decision. What is kept is bounded: the last 20,000 events, 100,000 checks, 1,000 outages and 20,000 ways, of
 * all records together. Traces run two at a time, and one more for the last good paths; an endpoint is traced at most once a minute
 * because of an outage. Safe from any thread. Ends with the {@code Failover} that closes the listener.
 */
public final class Reports {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Gathering gathering;
    private final Duration longestWait;
    private final @Nullable GeoLocator locator;
    private final @Nullable OperatorCommands commands;
    private final Set<ReportMessage.Part> parts;

    Reports(NotifyTime time, SortedMap<Location, Tracer> tracers, Gathering.Pace pace, Furnishing furnishing) {
        this.gathering = new Gathering(time, new Locations(tracers), pace);
        Duration longer = pace.deadline().compareTo(pace.settling()) > 0 ? pace.deadline() : pace.settling();
        this.longestWait = longer.plus(GRACE);
        this.locator = furnishing.locator();
        this.commands = furnishing.commands();
        this.parts = furnishing.parts();
    }

    /** What is the same in all reports. */
    record Furnishing(
            @Nullable GeoLocator locator, @Nullable OperatorCommands commands, Set<ReportMessage.Part> parts) {}

    /**
     * Starts to assemble.
     *
     * @return a builder
     */
    public static ReportsBuilder builder() {
        return new ReportsBuilder();
    }

    /**
     * What hears of every event at once; give it to the {@code Failover} beside those that tell people. Without it a report of a move
     * knows neither receipts nor last good paths.
     *
     * @return never throws and never waits; closing it ends the traces within a second
     */
    public Notifier listener() {
        return new ReportListener(gathering);
    }

    /**
     * What hears of the policies, and of each check, and keeps nothing on disk.
     *
     * @return for {@code FailoverBuilder.journal}
     */
    public Journal journal() {
        return new WatchingJournal(null, gathering::see);
    }

    /**
     * The same for a host that has a journal.
     *
     * @param own gets every entry; what it throws is thrown; closed with the one that is returned
     * @return for {@code FailoverBuilder.journal}
     */
    public Journal journal(Journal own) {
        return new WatchingJournal(own, gathering::see);
    }

    /**
     * The policies, for a host that does not use {@link #journal()}: to be said again after each reload. Without them there are no
     * traces, and no word of what happens next.
     *
     * @param all as they are from now on
     */
    public void watch(Collection<FailoverPolicy> all) {
        gathering.watch(List.copyOf(all));
    }

    /**
     * The report of an event, with what is known now. Does not wait.
     *
     * @param event the event
     * @return the report
     */
    public Report report(FailoverEvent event) {
        ReportBuilder report = Report.of(event);
        gathering.tell(event, report);
        if (locator != null) {
            report.locator(locator);
        }
        if (commands != null) {
            report.commands(commands);
        }
        return report.build();
    }

    /**
     * Reports as messages without recipients, for whoever finds out himself whom to tell.
     *
     * @return waits, for the report of a move, until the traces have ended and the name servers had their time, at most until the
     *     deadline of the traces and a second more
     */
    public MessageRenderer renderer() {
        return event -> message(event, List.of());
    }

    /**
     * Reports as messages.
     *
     * @param contacts who gets each
     * @return as {@link #renderer()}
     */
    public MessageRenderer renderer(ContactList contacts) {
        return event -> message(event, contacts.addresses());
    }

    /**
     * Tells people of every event.
     *
     * @param channel through which; closed with the notifier
     * @param contacts who gets each message
     * @return for {@code FailoverBuilder.notifier}
     */
    public Notifier through(Channel channel, ContactList contacts) {
        return new ChannelNotifier(channel, renderer(contacts));
    }

    /**
     * Tells of every event through a channel that has no recipients, such as a webhook.
     *
     * @param channel through which; closed with the notifier
     * @return for {@code FailoverBuilder.notifier}
     */
    public Notifier through(Channel channel) {
        return new ChannelNotifier(channel, renderer());
    }

    private Message message(FailoverEvent event, List<MailAddress> recipients) {
        boolean interrupted = awaitWhatIsGathered(event);
        try {
            return ReportMessage.of(report(event), parts).recipients(recipients).build();
        } finally {
            // Not before: drawing would not know what to make of it.
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** True when the thread was interrupted. */
    private boolean awaitWhatIsGathered(FailoverEvent event) {
        try {
            gathering.ready(event).get(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        } catch (ExecutionException | TimeoutException e) {
            // The report stands without what is not there.
        }
        return false;
    }
}
