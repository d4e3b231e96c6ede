package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.Proof;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Asks the authoritative servers of zones over DNS what they answer.
 *
 * <pre>{@code
 * Failover.builder()
 *         .proof(DnsProof.builder()
 *                 .server("example.com.", NameServer.of("ns1.example.net.", "192.0.2.53"))
 *                 .server("example.com.", NameServer.of("ns1.example.org.", "198.51.100.53"))
 *                 .delegation() // finds the servers of all other zones
 *                 .build())
 *         ...
 * }</pre>
 *
 * <p><b>Servers.</b> A zone with a list has the servers of its list. For any other the resolvers are asked for its parent, the servers of
 * the parent for the delegation, and the zone's own servers for its NS records: who is named by either is asked, because some resolvers
 * follow the one and some the other; a difference is logged once. Glue is believed of names in the parent zone, other names are
 * resolved. At most 16 names and 32 addresses of a zone are looked at, in 8 s at most. An address without a route from here, as of IPv6 on a
 * machine without, is left out: it would show nothing of the server.
 *
 * <p><b>Questions.</b> Over UDP without recursion, with an unguessable id from a port of their own, sent twice at most; over TCP when the
 * response is cut. What does not repeat id and question is waited through. A socket that cannot be opened, or an address that cannot be
 * reached from here, shows nothing of the server: the stage completes exceptionally.
 *
 * <p><b>Threads.</b> Safe for any number of them; every method returns at once. One daemon thread, from the first question to
 * {@link #close()}, does all the work, and completes the stages.
 */
public final class DnsProof implements Proof {
    /** So many questions may be under way, those that look for servers among them; one more completes exceptionally. */
    public static final int MAX_UNDER_WAY = 1024;

    private final Map<DnsName, List<AuthoritativeServer>> listed;
    private final Providers providers;
    private final Duration timeout;
    private final Asker asker = new Asker(MAX_UNDER_WAY);
    private final @Nullable Delegation delegation;

    DnsProof(
            Map<DnsName, List<AuthoritativeServer>> listed,
            Providers providers,
            Duration timeout,
            Delegation.@Nullable Settings delegation) {
        this.listed = Map.copyOf(listed);
        this.providers = providers;
        this.timeout = timeout;
        this.delegation = delegation == null ? null : new Delegation(asker, delegation);
    }

    /**
     * Begins a proof.
     *
     * @return a builder that states the defaults
     */
    public static DnsProofBuilder builder() {
        return new DnsProofBuilder();
    }

    @Override
    public CompletionStage<List<AuthoritativeServer>> servers(DnsName zone) {
        List<AuthoritativeServer> list = listed.get(zone);
        if (asker.isClosed()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the proof is closed"));
        }
        if (list != null) {
            return CompletableFuture.completedFuture(list);
        }
        if (delegation == null) {
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "the servers of " + zone + " are not listed, and the delegation is not to be asked"));
        }
        return delegation
                .servers(zone)
                .thenApply(servers -> servers.stream()
                        .map(server -> providers.server(server.name(), server.address()))
                        .toList());
    }

    /**
     * {@inheritDoc}
     *
     * <p>A record set has to be the very data with no longer a TTL; the zone has to answer with its SOA record. An answer that denies
     * with the SOA record of a zone above is lame. For an ANAME it completes exceptionally: no server answers one, and
     * {@code AliasProof} knows what is answered for it.
     */
    @Override
    public CompletionStage<Sight> ask(ProofQuestion question) {
        RecordSet expected = question.expected();
        if (expected != null && expected.key().type() == RecordType.ANAME) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(
                    expected.key() + ": no server answers an ANAME; AliasProof asks for its addresses"));
        }
        try {
            Look look = Look.at(question);
            return asker.ask(
                            ServerAddress.parse(question.server().address()),
                            look.name(),
                            look.type(),
                            false,
                            Deadline.after(timeout))
                    .handle((reply, error) -> error == null ? look.sight(reply) : unseen(question, error));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Sight unseen(ProofQuestion question, Throwable error) {
        throw new CompletionException(
                new IOException("cannot ask " + question.server() + ": " + Trouble.in(error), error));
    }

    @Override
    public void close() {
        asker.close();
    }
}
