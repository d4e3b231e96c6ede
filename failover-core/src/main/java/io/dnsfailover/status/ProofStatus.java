package io.dnsfailover.status;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.Moment;
import io.dnsfailover.spi.Sight;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the authoritative servers were seen to answer for one record, since it was published last.
 *
 * @param generation the generation that they should serve
 * @param since when it was decided
 * @param proven whether every server that answers for the zone was seen to serve it
 * @param servers each authoritative server of the zone
 * @param goneBy when the last resolver has forgotten what was answered before, if it keeps to the TTL; null while that is not known,
 *     and when nothing was answered before
 */
public record ProofStatus(
        long generation,
        Moment since,
        boolean proven,
        List<Server> servers,
        @Nullable Instant goneBy) {
    /**
     * What one server was seen to answer.
     *
     * @param server the server
     * @param served when it was first seen to serve it; null when it was not
     * @param last what it was last seen to answer; null before its first look ended
     */
    public record Server(
            AuthoritativeServer server,
            @Nullable Moment served,
            @Nullable Sight last) {}

    /** Copies the list. */
    public ProofStatus {
        servers = List.copyOf(servers);
    }
}
