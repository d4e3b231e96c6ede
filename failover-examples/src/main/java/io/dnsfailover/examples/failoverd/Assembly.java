package io.dnsfailover.examples.failoverd;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.listen.DnsListener;
import io.dnsfailover.examples.failoverd.config.Configuration;
import io.dnsfailover.examples.failoverd.config.DnsSettings;
import io.dnsfailover.examples.failoverd.config.GuardSettings;
import io.dnsfailover.examples.failoverd.config.JournalSettings;
import io.dnsfailover.examples.failoverd.config.LocationSettings;
import io.dnsfailover.examples.failoverd.config.ProberSettings;
import io.dnsfailover.journal.FileJournal;
import io.dnsfailover.probes.NetworkProber;
import io.dnsfailover.probes.NetworkProberBuilder;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.status.PublishPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library put together as a configuration says: this is what a host does that builds the library in.
 *
 * @param failover the running thing
 * @param notifications who is told; null for nobody
 * @param listeners the sockets of the embedded DNS server
 */
record Assembly(Failover failover, @Nullable Notifications notifications, List<DnsListener> listeners) {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    /** What a start would write where; everything that was opened for it is closed again. */
    static PublishPlan plan(Configuration configuration) throws InterruptedException {
        Map<String, NetworkProber> probers = new HashMap<>();
        List<DnsPublisher> publishers = publishers(configuration);
        try {
            return builder(configuration, probers, publishers).plan();
        } finally {
            probers.values().forEach(NetworkProber::close);
            publishers.forEach(DnsPublisher::close);
        }
    }

    private static List<DnsPublisher> publishers(Configuration configuration) {
        List<DnsPublisher> publishers = new ArrayList<>();
        configuration.publishers().forEach(settings -> publishers.add(settings.publisher()));
        return publishers;
    }

    private static FailoverBuilder builder(
            Configuration configuration, Map<String, NetworkProber> probers, List<DnsPublisher> publishers) {
        FailoverBuilder builder = Failover.builder().policies(configuration.policies());
        GuardSettings guards = configuration.guards();
        builder.brake(guards.brake()).doubt(guards.doubt());
        guards.controls().forEach(control -> builder.control(control.target(), control.probe()));
        for (LocationSettings settings : configuration.locations()) {
            builder.location(
                    settings.location(),
                    probers.computeIfAbsent(
                            String.valueOf(settings.source()), ignored -> prober(settings, configuration.prober())));
        }
        builder.reconciliation(configuration.reconciliation());
        publishers.forEach(builder::publisher);
        return builder;
    }

    static Assembly start(Configuration configuration) throws StartException {
        FailoverBuilder builder = builder(configuration, new HashMap<>(), publishers(configuration));
        FileJournal journal = configuration.journal() == null ? null : journal(configuration.journal());
        Notifications notifications = Notifications.of(configuration);
        if (notifications != null) {
            notifications.addTo(builder, journal);
        } else if (journal != null) {
            builder.journal(journal);
        }
        Failover failover = builder.start();
        try {
            return new Assembly(failover, notifications, listeners(configuration.dns(), failover));
        } catch (StartException e) {
            failover.close();
            throw e;
        }
    }

    private static FileJournal journal(JournalSettings settings) throws StartException {
        try {
            return FileJournal.open(settings.directory(), settings.limits());
        } catch (IOException e) {
            throw new StartException(
                    "cannot write the journal (journal.directory): " + settings.directory() + ": " + e.getMessage(), e);
        }
    }

    /** One for each source address: locations that probe from the same address share its sockets and threads. */
    private static NetworkProber prober(LocationSettings settings, ProberSettings common) {
        InetAddress source = settings.source();
        NetworkProberBuilder builder = common.applyTo(NetworkProber.builder());
        if (source == null) {
            return builder.build();
        }
        if (!LocalAddress.canBind(source)) {
            LOG.warn(
                    "location {}: {} is not an address of this machine: its checks say nothing until it is",
                    settings.location().id(),
                    source.getHostAddress());
        }
        return builder.from(source).build();
    }

    private static List<DnsListener> listeners(DnsSettings dns, Failover failover) throws StartException {
        List<DnsListener> listeners = new ArrayList<>();
        if (dns.listen().isEmpty()) {
            return listeners;
        }
        Answerer.Builder answerer = Answerer.over(failover);
        dns.zones().forEach(answerer::zone);
        Answerer answers = answerer.build();
        for (InetSocketAddress address : dns.listen()) {
            try {
                listeners.add(dns.listener().applyTo(DnsListener.at(address)).start(answers));
            } catch (IOException e) {
                listeners.forEach(DnsListener::close);
                throw new StartException(
                        "cannot answer on " + LocalAddress.text(address) + " (dns.listen): " + e.getMessage(), e);
            }
        }
        return listeners;
    }
}
