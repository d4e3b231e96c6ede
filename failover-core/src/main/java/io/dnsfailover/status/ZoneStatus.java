package io.dnsfailover.status;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Moment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The delegation of one zone, and whether its servers answer.
 *
 * @param zone the zone
 * @param servers each authoritative server, as it was last found; empty before the first time
 * @param found when the servers were last found; null before the first time
 * @param failure why they could not be found the last time; null when they could, and before the first time
 * @param ownTrouble whether no server of any zone answers: then it is this host that cannot reach them, and no provider is to blame
 */
public record ZoneStatus(
        DnsName zone,
        List<Server> servers,
        @Nullable Moment found,
        @Nullable String failure,
        boolean ownTrouble) {
    /** Whether a server answers. */
    public enum Standing {
        /** It has not been looked at often enough to tell. */
        UNKNOWN,
        /** It answers for the zone. */
        ANSWERS,
        /** It answers, but not for this zone. */
        LAME,
        /** It does not answer at all. */
        SILENT;

        /**
         * Whether resolvers get nothing from it.
         *
         * @return true for {@link #LAME} and {@link #SILENT}
         */
        public boolean isOut() {
            return this == LAME || this == SILENT;
        }
    }

    /**
     * One server of the zone.
     *
     * @param server the server
     * @param standing whether it answers, after damping
     * @param since since when it answers, or does not; since when it is known while that is open
     * @param detail what the last look showed; null before it ended
     */
    public record Server(
            AuthoritativeServer server,
            Standing standing,
            Moment since,
            @Nullable String detail) {}

    /** Copies the list. */
    public ZoneStatus {
        servers = List.copyOf(servers);
    }

    /**
     * The name servers that the delegation could be cut to: what to tell a registrar while a provider is out.
     *
     * @return the names of which at least one address answers, in the order of the delegation, without doubles
     */
    public List<DnsName> available() {
        return servers.stream()
                .filter(server -> server.standing() == Standing.ANSWERS)
                .map(server -> server.server().name())
                .distinct()
                .toList();
    }

    /**
     * The providers that do not answer at all for the zone.
     *
     * @return those none of whose servers answers, in the order of the delegation; none while the trouble is this host's own
     */
    public List<String> silentProviders() {
        if (ownTrouble) {
            return List.of();
        }
        Set<String> others = servers.stream()
                .filter(server -> !server.standing().isOut())
                .map(server -> server.server().provider())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return servers.stream()
                .map(server -> server.server().provider())
                .distinct()
                .filter(provider -> !others.contains(provider))
                .toList();
    }

    /**
     * The same, with another word on whose trouble it is.
     *
     * @param own whether no server of any zone answers
     * @return this, or a copy
     */
    public ZoneStatus with(boolean own) {
        return own == ownTrouble ? this : new ZoneStatus(zone, servers, found, failure, own);
    }
}
