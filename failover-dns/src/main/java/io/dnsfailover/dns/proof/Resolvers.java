package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.internal.SocketText;
import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.dns.internal.lookup.Answer;
import io.dnsfailover.dns.internal.lookup.AnswerReader;
import io.dnsfailover.model.AddressPolicy;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Printable;
import io.dnsfailover.model.RecordType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

/**
 * Asks recursive resolvers, one after another until one of them says something about the name, from the one on that did so last: one that
 * is dead must not cost its time at each step.
 */
final class Resolvers {
    /** They may have to ask several others first. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A name server has no alias for a name (RFC 2181 section 10.3); some resolvers put up with one. */
    private static final int MAX_ALIASES = 1;

    private final Asker asker;
    private final List<InetSocketAddress> servers;
    private final AnswerReader reader;
    private volatile int preferred; // whoever wrote last is right enough

    Resolvers(Asker asker, List<InetSocketAddress> servers, AddressPolicy allowed) {
        this.asker = asker;
        this.servers = List.copyOf(servers);
        this.reader = new AnswerReader(MAX_ALIASES, Referral.MAX_ADDRESSES, allowed);
    }

    /** A response with NOERROR or NXDOMAIN; exceptionally when no resolver has one. */
    CompletableFuture<Message> ask(DnsName name, int type, Deadline deadline) {
        return ask(new Wanted(ZoneRecords.name(name), type, deadline, preferred), 0, "no resolver is known");
    }

    /** What is asked for, and at which resolver it begins. */
    private record Wanted(Name name, int type, Deadline deadline, int first) {}

    private CompletableFuture<Message> ask(Wanted wanted, int tried, String why) {
        Deadline deadline = wanted.deadline();
        if (tried >= servers.size() || deadline.hasPassed()) {
            return CompletableFuture.failedFuture(
                    new IOException("cannot resolve " + wanted.name() + ": " + Printable.of(why)));
        }
        int index = (wanted.first() + tried) % servers.size();
        InetSocketAddress server = servers.get(index);
        return asker.ask(server, wanted.name(), wanted.type(), true, deadline.orSooner(Deadline.after(PATIENCE)))
                .exceptionally(error -> new Reply.Silent(Trouble.in(error)))
                .thenCompose(reply -> {
                    if (!saysSomething(reply)) {
                        return ask(wanted, tried + 1, SocketText.of(server) + ": " + reply.why());
                    }
                    preferred = index;
                    return CompletableFuture.completedFuture(((Reply.Answered) reply).message());
                });
    }

    private static boolean saysSomething(Reply reply) {
        if (!(reply instanceof Reply.Answered answered)) {
            return false;
        }
        int rcode = answered.message().getRcode();
        return rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN;
    }

    /** The addresses of a name that are allowed; what went wrong is a failed answer. */
    CompletableFuture<Answer> addresses(DnsName name, RecordType family, Deadline deadline) {
        int type = ZoneRecords.type(family);
        return ask(name, type, deadline)
                .thenApply(response -> reader.read(response, ZoneRecords.name(name), type))
                .exceptionally(error -> Answer.failed(Trouble.in(error)));
    }
}
