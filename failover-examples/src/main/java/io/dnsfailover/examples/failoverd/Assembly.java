package io.dnsfailover.examples.failoverd;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.dns.alias.AliasDirectory;
import io.dnsfailover.dns.alias.AliasProof;
import io.dnsfailover.dns.alias.AliasResolver;
import io.dnsfailover.examples.failoverd.config.Configuration;
import io.dnsfailover.examples.failoverd.config.GuardSettings;
import io.dnsfailover.examples.failoverd.config.JournalSettings;
import io.dnsfailover.examples.failoverd.config.LocationSettings;
import io.dnsfailover.examples.failoverd.config.ProberSettings;
import io.dnsfailover.journal.FileJournal;
import io.dnsfailover.probes.NetworkProber;
import io.dnsfailover.probes.NetworkProberBuilder;
import io.dnsfailover.status.PublishPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What failoverd assembles from a configuration, running.
 *
 * @param failover the running thing
 * @param notifications who is told; null for nobody
 * @param aliases knows the targets of ANAME records
 * @param publishers what is published to
 * @param dns the embedded DNS server
 */
record Assembly(
        Failover failover,
        @Nullable Notifications notifications,
        AliasResolver aliases,
        Publishers publishers,
        EmbeddedDns dns) {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    /** What a start would write where, hidden primaries aside; everything that was opened for it is closed again. */
    static PublishPlan plan(Configuration configuration) throws InterruptedException {
        AliasResolver aliases = configuration.aname().resolver();
        Map<String, NetworkProber> probers = new HashMap<>();
        Publishers publishers = Publishers.withoutPrimaries(configuration, aliases);
        try {
            return builder(configuration, probers, aliases, publishers).plan();
        } finally {
            probers.values().forEach(NetworkProber::close);
            publishers.close();
            aliases.close();
        }
    }

    static Assembly start(Configuration configuration) throws StartException {
        AliasResolver aliases = configuration.aname().resolver();
        aliases.follow(configuration.policies());
        Publishers publishers;
        try {
            publishers = Publishers.start(configuration, aliases);
        } catch (StartException e) {
            aliases.close();
            throw e;
        }
        FailoverBuilder builder = builder(configuration, new HashMap<>(), aliases, publishers);
        FileJournal journal = configuration.journal() == null ? null : journal(configuration.journal());
        Notifications notifications = Notifications.of(configuration);
        if (notifications != null) {
            notifications.addTo(builder, journal);
        } else if (journal != null) {
            builder.journal(journal);
        }
        if (configuration.proof() != null) {
            builder.proof(AliasProof.around(configuration.proof().proof(), aliases));
        }
        Failover failover = builder.start();
        try {
            EmbeddedDns dns = EmbeddedDns.start(configuration.dns(), AliasDirectory.over(failover, aliases));
            return new Assembly(failover, notifications, aliases, publishers, dns);
        } catch (StartException e) {
            failover.close();
            publishers.close();
            aliases.close();
            throw e;
        }
    }

    private static FailoverBuilder builder(
            Configuration configuration,
            Map<String, NetworkProber> probers,
            AliasResolver aliases,
            Publishers publishers) {
        FailoverBuilder builder = Failover.builder().policies(configuration.policies());
        GuardSettings guards = configuration.guards();
        builder.brake(guards.brake()).doubt(guards.doubt());
        guards.controls().forEach(control -> builder.control(control.target(), control.probe()));
        for (LocationSettings settings : configuration.locations()) {
            builder.location(
                    settings.location(),
                    probers.computeIfAbsent(
                            String.valueOf(settings.source()),
                            ignored -> prober(settings, configuration.prober(), aliases)));
        }
        builder.reconciliation(configuration.reconciliation());
        publishers.all().forEach(builder::publisher);
        return builder;
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
}
