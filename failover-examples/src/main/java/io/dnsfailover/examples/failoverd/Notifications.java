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
import io.dnsfailover.probes.trace.NetworkTracer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told, put together as a configuration says: reports with all that is known, gathered into incidents, through each channel. */
final class Notifications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    private final NotifySettings settings;
    private final Reports reports;
    private final List<AutoCloseable> helpers;
    private final MessageRenderer words;
    private volatile Map<String, FailoverPolicy> policies;

    private Notifications(Configuration configuration, Reports reports, List<AutoCloseable> helpers)
            throws IOException {
        this.settings = configuration.notifications();
        this.reports = reports;
        this.helpers = List.copyOf(helpers);
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
        List<AutoCloseable> helpers = new ArrayList<>();
        try {
            return new Notifications(configuration, reports(configuration, helpers), helpers);
        } catch (IOException e) {
            close(helpers);
            throw new StartException("cannot prepare the notifications (notifications): " + e.getMessage(), e);
        }
    }

    private static Reports reports(Configuration configuration, List<AutoCloseable> helpers) throws IOException {
        NotifySettings.Files files = configuration.notifications().rules().files();
        ReportsBuilder reports = Reports.builder();
        if (configuration.publishers().isEmpty()) {
            reports.receiptsWithin(Duration.ZERO); // nobody will send one
        }
        if (files.geoDatabase() != null) {
            MmdbLocator locator = MmdbLocator.open(files.geoDatabase());
            helpers.add(locator);
            reports.locator(locator);
        }
        if (files.traces()) {
            NetworkTracer tracer = NetworkTracer.create();
            helpers.add(tracer);
            // The programs choose their own source address: from another one the way may be another.
            configuration.locations().stream()
                    .filter(settings -> settings.source() == null)
                    .forEach(settings -> reports.tracer(settings.location(), tracer));
        }
        return reports.build();
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

    /** Ends what reports use; those who are told end with the {@code Failover}. */
    @Override
    public void close() {
        close(helpers);
    }

    private static void close(List<AutoCloseable> helpers) {
        for (AutoCloseable helper : helpers) {
            try {
                helper.close();
            } catch (Exception e) {
                LOG.warn("{} could not be closed", helper, e);
            }
        }
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
