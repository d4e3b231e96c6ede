package io.dnsfailover.dns.alias;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.Proof;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Shows what is answered for ANAME records: asks for the addresses that {@link AliasPublisher} puts in their place, of each family that
 * their targets have. Everything else goes to the proof beneath as it is.
 *
 * <pre>{@code
 * Failover.builder()
 *         .publisher(AliasPublisher.around(bind, aliases))
 *         .proof(AliasProof.around(DnsProof.builder().delegation().build(), aliases))
 * }</pre>
 *
 * <p>A server serves an ANAME when it serves both families, with a TTL up to that of the ANAME. Not looked at is a family that its targets
 * do not have: addresses of it that an earlier target left behind are not seen. While no address of the targets is known the
 * stage completes exceptionally: that shows nothing.
 *
 * <p>Safe for any number of threads, if the proof beneath is; waits for nothing. Closes the proof beneath, not the resolver.
 */
public final class AliasProof implements Proof {
    private final Proof inner;
    private final AliasResolver aliases;

    private AliasProof(Proof inner, AliasResolver aliases) {
        this.inner = inner;
        this.aliases = aliases;
    }

    /**
     * Around a proof.
     *
     * @param inner what asks the servers; closed with this
     * @param aliases knows the addresses of the targets; the one that the publishers have
     * @return the proof
     */
    public static AliasProof around(Proof inner, AliasResolver aliases) {
        return new AliasProof(inner, aliases);
    }

    @Override
    public CompletionStage<List<AuthoritativeServer>> servers(DnsName zone) {
        return inner.servers(zone);
    }

    @Override
    public CompletionStage<Sight> ask(ProofQuestion question) {
        RecordSet expected = question.expected();
        return expected == null || expected.key().type() != RecordType.ANAME
                ? inner.ask(question)
                : flattened(question, expected);
    }

    private CompletionStage<Sight> flattened(ProofQuestion question, RecordSet aname) {
        Flattened flat = aliases.known(aname);
        if (!flat.hasAddresses()) {
            return CompletableFuture.failedFuture(new IllegalStateException(
                    aname.key() + ": no address of " + aname.rdata() + " is known and allowed"));
        }
        CompletionStage<List<Seen>> all = CompletableFuture.completedStage(List.of());
        for (RecordType type : Stand.FAMILIES) {
            RecordSet set = flat.set(type);
            if (set != null) {
                // What stands there may have been written when the addresses were known with another TTL.
                RecordSet wanted = new RecordSet(set.key(), aname.ttl(), set.rdata());
                CompletionStage<Sight> sight = inner.ask(new ProofQuestion(question.server(), question.zone(), wanted));
                all = all.thenCombine(sight, (seen, next) -> with(seen, new Seen(type, next)));
            }
        }
        return all.thenApply(AliasProof::together);
    }

    /** What was seen of one family. */
    private record Seen(RecordType type, Sight sight) {}

    private static List<Seen> with(List<Seen> seen, Seen next) {
        List<Seen> more = new ArrayList<>(seen);
        more.add(next);
        return more;
    }

    /** The worst counts. */
    private static Sight together(List<Seen> seen) {
        if (seen.size() == 1) {
            return seen.get(0).sight();
        }
        Sight.Kind worst = Sight.Kind.SERVES;
        long ttl = 0;
        List<String> details = new ArrayList<>();
        for (Seen family : seen) {
            Sight sight = family.sight();
            worst = sight.kind().compareTo(worst) > 0 ? sight.kind() : worst;
            ttl = Math.max(ttl, sight.ttlSeconds());
            details.add(family.type() + " " + sight.detail());
        }
        return new Sight(worst, ttl, String.join("; ", details));
    }

    @Override
    public boolean supports(RecordType type) {
        return type == RecordType.ANAME || inner.supports(type);
    }

    @Override
    public void close() {
        inner.close();
    }
}
