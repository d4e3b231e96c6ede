package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.Reconciliation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the file says, without mistakes.
 *
 * @param locations where probes run from; at least one
 * @param guards what keeps the service from acting on a mistake of its own
 * @param prober what all probers have
 * @param dns the embedded DNS server
 * @param publishers the name servers that are told
 * @param aname how the targets of ANAME records are resolved
 * @param reconciliation how the name servers are watched
 * @param proof how the authoritative servers are asked what they answer; null when they are not
 * @param journal where everything is written down that decisions depend on; null for nowhere
 * @param notifications who is told of what
 * @param policies the records; at least one
 */
public record Configuration(
        List<LocationSettings> locations,
        GuardSettings guards,
        ProberSettings prober,
        DnsSettings dns,
        List<PublisherSettings> publishers,
        AnameSettings aname,
        Reconciliation reconciliation,
        @Nullable ProofSettings proof,
        @Nullable JournalSettings journal,
        NotifySettings notifications,
        List<FailoverPolicy> policies) {
    /** Copies the lists. */
    public Configuration {
        locations = List.copyOf(locations);
        publishers = List.copyOf(publishers);
        policies = List.copyOf(policies);
    }

    /**
     * Reads a file.
     *
     * @param file a YAML file of at most 64 MiB
     * @return what it says
     * @throws InvalidConfigurationException when it cannot be read or has mistakes; names every one
     */
    public static Configuration read(Path file) throws InvalidConfigurationException {
        Problems problems = new Problems();
        Value root = YamlDocument.read(file, problems);
        Configuration configuration = root == null ? null : new FileSection(directoryOf(file)).read(root);
        if (configuration == null || !problems.isEmpty()) {
            throw new InvalidConfigurationException(file, problems.all());
        }
        return configuration;
    }

    private static Path directoryOf(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory == null ? file.toAbsolutePath() : directory;
    }

    /**
     * The same in YAML: a valid configuration file with every property, those that the file leaves to their defaults
     * included, the policies in the order of their names. Names the files of secrets, never what they hold.
     *
     * @return the text
     */
    public String effective() {
        return EffectiveYaml.of(this);
    }
}
