package io.dnsfailover.notify.dispatch;

import io.dnsfailover.notify.Channel;
import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.MessageRenderer;
import io.dnsfailover.notify.PlainMessages;
import io.dnsfailover.notify.incident.Judge;
import io.dnsfailover.notify.internal.NotifyClock;
import io.dnsfailover.notify.internal.NotifyScheduler;
import io.dnsfailover.notify.route.Allowance;
import io.dnsfailover.notify.route.Maintenance;
import io.dnsfailover.notify.route.Recipient;
import io.dnsfailover.notify.route.Route;
import io.dnsfailover.notify.route.Routes;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Assembles an {@link IncidentNotifier}. At least one contact list with a mail channel, or one other channel, is needed. Defaults: one
 * route to all of them, {@link Allowance#DEFAULT} for everybody, a window of 10 s, no maintenance, no policies known, plain messages, six
 * attempts, clocks and threads of its own. What is set twice is refused. For one thread.
 */
public final class IncidentNotifierBuilder {
    /** The most attempts to send one message. */
    public static final int MAX_ATTEMPTS = 20;

    private static final int DEFAULT_ATTEMPTS = 6;

    final Map<String, Channel> channels = new LinkedHashMap<>();
    private final List<ContactList> contacts = new ArrayList<>();
    private final Map<String, Allowance> allowances = new LinkedHashMap<>();
    private final List<Route> routes = new ArrayList<>();
    private final List<Maintenance> maintenance = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    @Nullable
    Channel mail;

    @Nullable
    Scheduler scheduler;

    private @Nullable Allowance allowance;
    private @Nullable Duration window;
    private @Nullable Function<String, @Nullable FailoverPolicy> policies;
    private @Nullable MessageRenderer renderer;
    private @Nullable Integer attempts;
    private @Nullable TimeSource time;

    IncidentNotifierBuilder() {}

    /**
     * How contact lists are reached.
     *
     * @param channel sends mail; closed with the notifier
     * @return this
     */
    public IncidentNotifierBuilder mail(Channel channel) {
        once("mail", mail);
        mail = channel;
        return this;
    }

    /**
     * Whom routes can lead to, by mail.
     *
     * @param lists with different names
     * @return this
     */
    public IncidentNotifierBuilder contacts(ContactList... lists) {
        contacts.addAll(List.of(lists));
        return this;
    }

    /**
     * What else routes can lead to: a webhook, the log.
     *
     * @param name by which routes call it
     * @param channel sends; closed with the notifier
     * @return this
     */
    public IncidentNotifierBuilder channel(String name, Channel channel) {
        if (channels.putIfAbsent(name, channel) != null) {
            wrong.add("channel '" + name + "' is given twice");
        }
        return this;
    }

    /**
     * As {@link #channel(String, Channel)}, with an allowance of its own.
     *
     * @param name by which routes call it
     * @param channel sends; closed with the notifier
     * @param ofItsOwn how much it is sent
     * @return this
     */
    public IncidentNotifierBuilder channel(String name, Channel channel, Allowance ofItsOwn) {
        allowances.put(name, ofItsOwn);
        return channel(name, channel);
    }

    /**
     * One more route; the first that fits and leads to a recipient decides for that recipient.
     *
     * @param route the route
     * @return this
     */
    public IncidentNotifierBuilder route(Route route) {
        routes.add(route);
        return this;
    }

    /**
     * One more time in which nobody is told.
     *
     * @param when the window
     * @return this
     */
    public IncidentNotifierBuilder maintenance(Maintenance when) {
        maintenance.add(when);
        return this;
    }

    /**
     * How much each recipient is sent.
     *
     * @param value by default {@link Allowance#DEFAULT}
     * @return this
     */
    public IncidentNotifierBuilder allowance(Allowance value) {
        once("allowance", allowance);
        allowance = value;
        return this;
    }

    /**
     * How long what has one cause is gathered before it is told.
     *
     * @param value 0 to 10 minutes; 10 s by default
     * @return this
     */
    public IncidentNotifierBuilder window(Duration value) {
        once("window", window);
        window = value;
        return this;
    }

    /**
     * Knows the policies: by them the judge tells which host an endpoint is, and whether a record returns by itself. Without them an
     * endpoint with a name of its own belongs to no host, and an incident is over when its endpoints are up.
     *
     * @param byName a policy by its name; null for one that is not known. Called on the notifier's thread; must not block
     * @return this
     */
    public IncidentNotifierBuilder policies(Function<String, @Nullable FailoverPolicy> byName) {
        once("policies", policies);
        policies = byName;
        return this;
    }

    /**
     * The policies that there are, and stay.
     *
     * @param all with different names
     * @return this
     */
    public IncidentNotifierBuilder policies(Collection<FailoverPolicy> all) {
        Map<String, FailoverPolicy> byName = new LinkedHashMap<>();
        all.forEach(policy -> byName.put(policy.name(), policy));
        return policies(byName::get);
    }

    /**
     * Words for an incident of one record, taken from its weightiest event. Its recipients do not count.
     *
     * @param words by default {@link PlainMessages}; called on the thread of the channel
     * @return this
     */
    public IncidentNotifierBuilder renderer(MessageRenderer words) {
        once("renderer", renderer);
        renderer = words;
        return this;
    }

    /**
     * How often a message is tried before its events are given back to the engine.
     *
     * @param value 1 to {@value #MAX_ATTEMPTS}; 6 by default, within about a quarter of an hour
     * @return this
     */
    public IncidentNotifierBuilder attempts(int value) {
        once("attempts", attempts);
        attempts = value;
        return this;
    }

    /**
     * The clocks. For tests.
     *
     * @param clocks by default those of the machine
     * @return this
     */
    public IncidentNotifierBuilder time(TimeSource clocks) {
        once("time", time);
        time = clocks;
        return this;
    }

    /**
     * Timers and threads. For tests.
     *
     * @param timers by default its own; one that is given is not closed with the notifier
     * @return this
     */
    public IncidentNotifierBuilder scheduler(Scheduler timers) {
        once("scheduler", scheduler);
        scheduler = timers;
        return this;
    }

    /**
     * The notifier.
     *
     * @return to give to a {@code Failover}, which closes it
     * @throws IllegalArgumentException when something is wrong; names everything that is
     */
    public IncidentNotifier build() {
        List<String> mistakes = new ArrayList<>(wrong);
        if (contacts.isEmpty() && channels.isEmpty()) {
            mistakes.add("nobody to tell: needs a contact list or a channel");
        }
        if (mail == null && !contacts.isEmpty()) {
            mistakes.add("contact lists need a mail channel");
        }
        if (attempts != null && (attempts < 1 || attempts > MAX_ATTEMPTS)) {
            mistakes.add("attempts " + attempts + ": has to be 1 to " + MAX_ATTEMPTS);
        }
        Judge judge = null;
        try {
            judge = judge();
        } catch (IllegalArgumentException e) {
            mistakes.add(String.valueOf(e.getMessage()));
        }
        if (judge == null || !mistakes.isEmpty()) {
            throw new IllegalArgumentException("incident notifier: " + String.join("; ", mistakes));
        }
        return new IncidentNotifier(this, judge);
    }

    private Judge judge() {
        String[] everybody = Stream.concat(contacts.stream().map(ContactList::name), channels.keySet().stream())
                .toArray(String[]::new);
        List<Route> chosen = !routes.isEmpty() || everybody.length == 0 ? routes : List.of(Route.to(everybody));
        Function<Recipient, Allowance> allowed = recipient -> {
            Allowance own = recipient.address() == null ? allowances.get(recipient.target()) : null;
            return own != null ? own : allowance == null ? Allowance.DEFAULT : allowance;
        };
        return new Judge(new Judge.Settings(
                new Routes(chosen, contacts, channels.keySet(), maintenance),
                window == null ? Judge.Settings.DEFAULT_WINDOW : window,
                allowed,
                policies == null ? name -> null : policies));
    }

    Outlet.Shared shared(Outlet.Answers answers, Scheduler loop) {
        return new Outlet.Shared(
                new TellingMessages(renderer == null ? new PlainMessages() : renderer, clock()),
                answers,
                loop,
                attempts == null ? DEFAULT_ATTEMPTS : attempts,
                new SplittableRandom(clock().nanoTime()));
    }

    TimeSource clock() {
        return time == null ? new NotifyClock() : time;
    }

    Scheduler loop() {
        return scheduler == null ? new NotifyScheduler() : scheduler;
    }

    private static void once(String property, @Nullable Object set) {
        if (set != null) {
            throw new IllegalStateException("incident notifier: " + property + " is set twice");
        }
    }
}
