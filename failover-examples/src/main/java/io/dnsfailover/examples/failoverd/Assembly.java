package io.dnsfailover.examples.failoverd;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.dns.alias.AliasDirectory;
import io.dnsfailover.dns.alias.AliasPublisher;
import io.dnsfailover.dns.alias.AliasResolver;
import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.listen.DnsListener;
import io.dnsfailover.dns.primary.HiddenPrimary;
import io.dnsfailover.examples.failoverd.config.Configuration;
import io.dnsfailover.examples.failoverd.config.GuardSettings;
import io.dnsfailover.examples.failoverd.config.JournalSettings;
import io.dnsfailover.examples.failoverd.config.LocationSettings;
import io.dnsfailover.examples.failoverd.config.ProberSettings;
import io.dnsfailover.journal.FileJournal;
import io.dnsfailover.probes.NetworkProber;
import io.dnsfailover.probes.NetworkProberBuilder;
import io.dnsfailover.spi.RecordDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library put together as a configuration says: this is what a host does that builds the library in.
 *
 * @param failover the running thing
 * @param notifications who is told; null for nobody
 * @param aliases knows the targets of ANAME records
 * @param listeners the sockets of the embedded DNS server
 * @param primaries the hidden primaries that are published into
 */
record Assembly(
        Failover failover,
        @Nullable Notifications notifications,
        AliasResolver aliases,
        List<DnsListener> listeners) {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    static Assembly start(Configuration configuration) throws StartException {
        AliasResolver aliases = configuration.aname().resolver();
        aliases.follow(configuration.policies());
        FailoverBuilder builder = Failover.builder().policies(configuration.policies());
        GuardSettings guards = configuration.guards();
        builder.brake(guards.brake()).doubt(guards.doubt());
        guards.controls().forEach(control -> builder.control(control.target(), control.probe()));
        Map<String, NetworkProber> probers = new HashMap<>();
        for (LocationSettings settings : configuration.locations()) {
            builder.location(
                    settings.location(),
                    probers.computeIfAbsent(
                            String.valueOf(settings.source()), ignored -> prober(settings, configuration.prober(), aliases)));
        }
        for (PublisherSettings settings : configuration.publishers()) {
            builder.publisher(AliasPublisher.around(settings.publisher(), aliases));
        }
        FileJournal journal = configuration.journal() == null ? null : journal(configuration.journal());
        Notifications notifications = Notifications.of(configuration);
        if (notifications != null) {
            notifications.addTo(builder, journal);
        } else if (journal != null) {
            builder.journal(journal);
        }
        List<HiddenPrimary> primaries = HiddenPrimaries.startAndPublish(configuration, builder);
        Failover failover = builder.start();
        try {
            RecordDirectory answers = AliasDirectory.over(failover, aliases);
            return new Assembly(failover, notifications, aliases, listeners(configuration.dns(), answers));
        } catch (StartException e) {
            failover.close();
            aliases.close();
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
    private static NetworkProber prober(LocationSettings settings, ProberSettings common, AliasResolver aliases) {
        InetAddress source = settings.source();
        NetworkProberBuilder builder = common.applyTo(NetworkProber.builder())
                .lookup(name -> aliases.follows(name)
                        ? aliases.addresses(name)
                        : List.of(InetAddress.getAllByName(name.toString())));
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

    private static List<DnsListener> listeners(DnsSettings dns, RecordDirectory directory) throws StartException {
        List<DnsListener> listeners = new ArrayList<>();
        if (dns.listen().isEmpty()) {
            return listeners;
        }
        Answerer.Builder answerer = Answerer.over(directory);
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
