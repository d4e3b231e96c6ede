package io.dnsfailover.spi;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordType;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Shows what the authoritative servers of a zone answer. A {@link DnsPublisher} knows what one server took in; resolvers ask others too,
 * secondaries and those of other providers, and it is their answers that the world sees.
 *
 * <p>A proof looks once and reports; when to look, how often, and what follows from it are the engine's. A dead server is a
 * {@link Sight}, never an exception. An exception, thrown or in the stage, means that the proof broke, and shows nothing.
 *
 * <p>Called on the engine loop: every method must return at once and do its work elsewhere. Stages complete on any thread, in any order.
 * {@code Failover} closes the proof that it was given.
 */
public interface Proof extends AutoCloseable {
    /**
     * Finds the authoritative servers of a zone, from its delegation or from a list.
     *
     * @param zone the zone
     * @return each server, once for each of its addresses, in an order that stays while they do; never empty. Completes exceptionally
     *     when they cannot be found now: the engine goes on with those that it knows, and asks again later
     */
    CompletionStage<List<AuthoritativeServer>> servers(DnsName zone);

    /**
     * Asks one server one question, without recursion. At least 256 questions may be under way at the same time, which is the most that
     * the engine asks; an implementation may have a bound above that, and completes exceptionally what is beyond it.
     *
     * @param question what to ask whom
     * @return what was seen; {@link Sight.Kind#SILENT} at the latest after the timeout of the implementation, at most 5 s
     */
    CompletionStage<Sight> ask(ProofQuestion question);

    /**
     * Tells whether records of a type can be asked for. Those that cannot are not proven; their zone is watched because of others only.
     *
     * @param type the type of a record
     * @return by default true for all but ANAME, which is served as addresses that somebody has to know
     */
    default boolean supports(RecordType type) {
        return type != RecordType.ANAME;
    }

    /**
     * Abandons all questions and frees all sockets and threads, within 1 s. What is under way, and what is asked later, completes
     * exceptionally. Idempotent.
     */
    @Override
    void close();
}
