package io.dnsfailover.notify.dispatch;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Moment;
import io.dnsfailover.notify.Channel;
import io.dnsfailover.notify.incident.Judge;
import io.dnsfailover.notify.incident.Story;
import io.dnsfailover.notify.incident.Telling;
import io.dnsfailover.notify.route.Recipient;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.PatientNotifier;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells people of incidents instead of events: what has one cause is one message with a table, what is over soon is counted, what is
 * more than a recipient may be sent is a digest, and the end of an outage closes its incident.
 *
 * <pre>{@code
 * IncidentNotifier notifier = IncidentNotifier.builder()
 *     .mail(MailChannel.through("smtp.example.com").from(new MailAddress("failover@example.com")).build())
 *     .contacts(ContactList.of("ops", "ops@example.com", "oncall@example.com"))
 *     .channel("chat", WebhookChannel.to(url).format(WebhookFormat.SLACK).build())
 *     .route(Route.to("ops").delay(Duration.ofMinutes(2)).repeat(Duration.ofHours(1)))
 *     .route(Route.to("chat").from(Severity.INFO))
 *     .build();
 * }</pre>
 *
 * <p>An event is settled when everybody to whom a route leads was told of it, alone or in a digest, or when it was dropped on purpose:
 * no route leads anywhere, it was over within the delay, maintenance kept it silent, or the target refused it for good. Until then it
 * stays in the engine's store, and comes again after a restart. What could not be delivered in all attempts is given back to the
 * engine, which gives it again; who was told before is not told twice.
 *
 * <p>One thread of its own decides, one for each channel sends. Safe for concurrent use.
 */
public final class IncidentNotifier implements PatientNotifier {
    private static final int MAX_REMEMBERED = 10_000;

    private final Judge judge; // loop only
    private final TimeSource time;
    private final Scheduler scheduler;
    private final boolean ownsScheduler;
    private final Map<String, Outlet> outlets;
    private final @Nullable Outlet mail;
    private final Map<Long, Open> open = new HashMap<>(); // loop only
    private final Map<String, Open> openById = new HashMap<>(); // loop only
    private final Map<String, Set<String>> toldBefore = new RecentlyTold(); // loop only
    private long tickets; // loop only
    private @Nullable Cancellable timer; // loop only
    private long timerNanos = Long.MAX_VALUE; // loop only

    /** An event that was taken and is not settled. */
    private record Open(String id, CompletableFuture<Void> settled, Set<String> told) {}

    /** Who was told of events that were given back; the oldest are forgotten first. */
    private static final class RecentlyTold extends LinkedHashMap<String, Set<String>> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > MAX_REMEMBERED;
        }
    }

    IncidentNotifier(IncidentNotifierBuilder parts, Judge judge) {
        this.judge = judge;
        this.time = parts.clock();
        this.scheduler = parts.loop();
        this.ownsScheduler = parts.scheduler == null;
        Outlet.Answers answers = new Outlet.Answers() {
            @Override
            public void told(Telling telling, Recipient recipient) {
                IncidentNotifier.this.told(telling, recipient);
            }

            @Override
            public void failed(Telling telling, Recipient recipient, boolean again) {
                judge.failed(telling, recipient, again, time.now());
                settle();
                plan();
            }
        };
        Outlet.Shared shared = parts.shared(answers, scheduler);
        Channel byMail = parts.mail;
        this.mail = byMail == null ? null : new Outlet(byMail, shared);
        this.outlets = new LinkedHashMap<>();
        parts.channels.forEach((name, channel) -> outlets.put(name, new Outlet(channel, shared)));
    }

    /**
     * Starts to assemble one.
     *
     * @return a builder
     */
    public static IncidentNotifierBuilder builder() {
        return new IncidentNotifierBuilder();
    }

    @Override
    public CompletionStage<Void> take(Delivery delivery) {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        scheduler.schedule(Duration.ZERO, () -> {
            try {
                judge(delivery.event(), settled);
            } catch (RuntimeException e) {
                settled.completeExceptionally(e);
                throw e;
            }
        });
        return settled;
    }

    private void judge(FailoverEvent event, CompletableFuture<Void> settled) {
        String id = event.header().id();
        Set<String> told = toldBefore.remove(id);
        Open taken = new Open(id, settled, told == null ? new HashSet<>() : told);
        long ticket = tickets++;
        open.put(ticket, taken);
        openById.put(id, taken);
        judge.take(ticket, event, taken.told(), time.now());
        settle();
        plan();
    }

    /** Sends what is due, and sets the timer for what is due next. */
    private void plan() {
        Moment now = time.now();
        if (judge.nextDueNanos() <= now.nanos()) {
            for (Telling telling : judge.due(now)) {
                boolean toPeople = telling.to().get(0).address() != null;
                Outlet outlet =
                        toPeople ? mail : outlets.get(telling.to().get(0).target());
                if (outlet != null) {
                    outlet.send(telling);
                }
            }
            settle();
        }
        long next = judge.nextDueNanos();
        if (next == timerNanos) {
            return;
        }
        if (timer != null) {
            timer.cancel();
        }
        timerNanos = next;
        timer = next == Long.MAX_VALUE
                ? null
                : scheduler.schedule(Duration.ofNanos(Math.max(0, next - now.nanos())), () -> {
                    timer = null;
                    timerNanos = Long.MAX_VALUE;
                    plan();
                });
    }

    private void told(Telling telling, Recipient recipient) {
        for (Story story : telling.stories()) {
            for (FailoverEvent event : story.events()) {
                Open known = openById.get(event.header().id());
                if (known != null) {
                    known.told().add(recipient.identity());
                }
            }
        }
        judge.told(telling);
        settle();
    }

    private void settle() {
        for (Judge.Settled settled : judge.settled()) {
            Open done = open.remove(settled.ticket());
            if (done == null) {
                continue;
            }
            openById.remove(done.id(), done);
            if (settled.failed()) {
                toldBefore.put(done.id(), done.told());
                done.settled().completeExceptionally(new IOException("[" + done.id() + "] was not delivered to all"));
            } else {
                done.settled().complete(null);
            }
        }
    }

    /** Ends what it runs. What is not settled stays in the store of the engine. */
    @Override
    public void close() {
        if (ownsScheduler) {
            scheduler.close();
        }
        if (mail != null) {
            mail.close();
        }
        outlets.values().forEach(Outlet::close);
    }

    /** How many channels it has. */
    @Override
    public String toString() {
        return "incident notifier with the channels " + outlets.keySet();
    }
}
