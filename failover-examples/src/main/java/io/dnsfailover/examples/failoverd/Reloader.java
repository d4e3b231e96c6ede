package io.dnsfailover.examples.failoverd;

import io.dnsfailover.Failover;
import io.dnsfailover.dns.alias.AliasResolver;
import io.dnsfailover.examples.failoverd.config.Configuration;
import io.dnsfailover.examples.failoverd.config.InvalidConfigurationException;
import io.dnsfailover.examples.failoverd.config.Problem;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.InvalidPolicyException;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.status.Reload;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the file again. A file with mistakes changes nothing. Of one without, the policies take effect, each that says
 * something else than before; the other sections take a restart.
 */
final class Reloader {
    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    private final Path file;
    private final Configuration running;
    private final Failover failover;
    private final AliasResolver aliases;
    private List<FailoverPolicy> followed;
    private final @Nullable Notifications notifications;

    /**
     * @param file the file
     * @param running what was started with
     * @param assembly what to change
     */
    Reloader(Path file, Configuration running, Assembly assembly) {
        this.file = file;
        this.running = running;
        this.failover = assembly.failover();
        this.aliases = assembly.aliases();
        this.followed = running.policies();
        this.notifications = assembly.notifications();
    }

    void reload() {
        Configuration next;
        try {
            next = Configuration.read(file);
        } catch (InvalidConfigurationException e) {
            LOG.error(
                    "reload: nothing is changed, the file has {}",
                    mistakes(e.problems().size()));
            for (Problem problem : e.problems()) {
                LOG.error("{}:{}", file, problem);
            }
            return;
        }
        needsRestart("locations", running.locations().equals(next.locations()));
        needsRestart("brake, doubt or control-targets", running.guards().equals(next.guards()));
        needsRestart("prober", running.prober().equals(next.prober()));
        needsRestart("dns", running.dns().equals(next.dns()));
        needsRestart("publishers", running.publishers().equals(next.publishers()));
        needsRestart("aname", running.aname().equals(next.aname()));
        needsRestart("reconcile", running.reconciliation().equals(next.reconciliation()));
        needsRestart("proof", Objects.equals(running.proof(), next.proof()));
        needsRestart("journal", Objects.equals(running.journal(), next.journal()));
        needsRestart(
                "mail, contacts, webhooks or notifications",
                running.notifications().equals(next.notifications()));
        replacePolicies(next);
    }

    private static void needsRestart(String section, boolean same) {
        if (!same) {
            LOG.warn("reload: {} is not what was started with: it takes effect at the next start", section);
        }
    }

    private void replacePolicies(Configuration next) {
        List<FailoverPolicy> before = followed;
        follow(next.policies()); // before the policies run: their first reads ask for it
        try {
            Reload done = failover.replacePolicies(next.policies())
                    .toCompletableFuture()
                    .join();
            if (notifications != null) {
                notifications.follow(next.policies());
            }
            LOG.info(
                    "reload: added {}, changed {}, removed {}; {} unchanged",
                    done.added(),
                    done.changed(),
                    done.removed(),
                    done.unchanged());
        } catch (InvalidPolicyException e) {
            follow(before);
            LOG.error(
                    "reload: nothing is changed, the policies have {} with the locations and publishers that are running",
                    mistakes(e.violations().size()));
            for (Violation violation : e.violations()) {
                LOG.error("{}: {}", file, violation);
            }
        } catch (CompletionException e) {
            LOG.error("reload failed", e.getCause());
        }
    }

    private void follow(List<FailoverPolicy> policies) {
        followed = policies;
        aliases.follow(policies);
    }

    private static String mistakes(int count) {
        return count == 1 ? "1 mistake" : count + " mistakes";
    }
}
