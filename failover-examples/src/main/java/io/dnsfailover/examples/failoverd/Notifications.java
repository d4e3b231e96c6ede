package io.dnsfailover.examples.failoverd;

import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.examples.failoverd.config.Configuration;
import io.dnsfailover.examples.failoverd.config.NotifySettings;
import io.dnsfailover.examples.failoverd.config.WebhookSettings;
import io.dnsfailover.journal.Journal;
import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.MessageRenderer;
import io.dnsfailover.notify.collect.Reports;
import io.dnsfailover.notify.collect.ReportsBuilder;
import io.dnsfailover.notify.dispatch.IncidentNotifier;
import io.dnsfailover.notify.dispatch.IncidentNotifierBuilder;
import io.dnsfailover.notify.geo.MmdbLocator;
import io.dnsfailover.notify.log.LogChannel;
import io.dnsfailover.policy.FailoverPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is told, put together as a configuration says: reports with all that is known, gathered into incidents, through each channel. */
final class Notifications {
    private final NotifySettings settings;
    private final Reports reports;
    private final MessageRenderer words;
    private volatile Map<String, FailoverPolicy> policies;

    private Notifications(Configuration configuration, Reports reports) throws IOException {
        this.settings = configuration.notifications();
        this.reports = reports;
        Path pages = settings.rules().files().incidentPages();
        this.words = pages == null ? reports.renderer() : IncidentPages.in(pages, reports);
        this.policies = byName(configuration.policies());
    }

    /** What the configuration says; null when nobody is to be told. */
    static @Nullable Notifications of(Configuration configuration) throws StartException {
        NotifySettings settings = configuration.notifications();
        if (!settings.tellsAnybody()) {
            return null;
        }
        ReportsBuilder reports = Reports.builder();
        if (configuration.publishers().isEmpty()) {
            reports.receiptsWithin(Duration.ZERO); // nobody will send one
        }
        Path database = settings.rules().files().geoDatabase();
        try {
            if (database != null) {
                reports.locator(MmdbLocator.open(database));
            }
            return new Notifications(configuration, reports.build());
        } catch (IOException e) {
            throw new StartException("cannot prepare the notifications (notifications): " + e.getMessage(), e);
        }
    }

    /** Adds who is told, and what listens, to what is being assembled. */
    void addTo(FailoverBuilder builder, @Nullable Journal journal) {
        builder.journal(journal == null ? reports.journal() : reports.journal(journal));
        builder.notifier("reports", reports.listener());
        builder.notifier("incidents", notifier());
    }

    /** From now on these are the policies. */
    void follow(Collection<FailoverPolicy> all) {
        policies = byName(all);
    }

    private IncidentNotifier notifier() {
        NotifySettings.Rules rules = settings.rules();
        IncidentNotifierBuilder builder = IncidentNotifier.builder()
                .contacts(settings.contacts().toArray(ContactList[]::new))
                .window(rules.pace().window())
                .allowance(rules.pace().allowance())
                .attempts(rules.pace().attempts())
                .policies((String name) -> policies.get(name))
                .renderer(words);
        if (settings.mail() != null) {
            builder.mail(settings.mail().channel());
        }
        for (WebhookSettings webhook : settings.webhooks()) {
            builder.channel(webhook.name(), webhook.channel(), webhook.allowance());
        }
        if (rules.log()) {
            builder.channel(NotifySettings.LOG, new LogChannel());
        }
        rules.routes().forEach(builder::route);
        rules.maintenance().forEach(builder::maintenance);
        return builder.build();
    }

    private static Map<String, FailoverPolicy> byName(Collection<FailoverPolicy> all) {
        return all.stream().collect(Collectors.toMap(FailoverPolicy::name, Function.identity()));
    }
}
