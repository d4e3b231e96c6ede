package io.dnsfailover.dns.alias;

import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.dns.internal.exchange.Asked;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.dns.internal.lookup.Answer;
import io.dnsfailover.dns.internal.lookup.AnswerReader;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks recursive resolvers, one after another until one of them says something about the name. */
final class RecursiveResolvers implements Upstream {
    /** UDP loses datagrams: each question is asked twice at least. */
    private static final int MIN_TRIES = 2;

    private final List<InetSocketAddress> servers;
    private final Set<RecordType> families;
    private final AnswerReader reader;
    private final Duration timeout;
    private final int maxOctets;
    private final SecureRandom ids = DnsThreads.unguessable();

    /**
     * @param servers whom to ask, in this order
     * @param families what to ask for: A, AAAA or both
     * @param reader finds the addresses
     * @param timeout over all that is asked for one name
     * @param maxOctets the largest response that is taken
     */
    RecursiveResolvers(
            List<InetSocketAddress> servers,
            Set<RecordType> families,
            AnswerReader reader,
            Duration timeout,
            int maxOctets) {
        this.servers = List.copyOf(servers);
        this.families = Set.copyOf(families);
        this.reader = reader;
        this.timeout = timeout;
        this.maxOctets = maxOctets;
    }

    @Override
    public Lookup ask(DnsName name) throws InterruptedException {
        Name asked;
        try {
            asked = Name.fromString(name.folded());
        } catch (TextParseException e) {
            return Lookup.failed("the name cannot be asked for: " + e.getMessage());
        }
        return new Lookup(ask(asked, RecordType.A, Type.A), ask(asked, RecordType.AAAA, Type.AAAA));
    }

    private Answer ask(Name name, RecordType family, int type) throws InterruptedException {
        if (!families.contains(family)) {
            return Answer.none(0);
        }
        int tries = Math.max(MIN_TRIES, servers.size());
        long patience = timeout.toNanos() / families.size() / tries;
        String why = "";
        boolean silent = false;
        for (int attempt = 0; attempt < tries && (attempt < servers.size() || silent); attempt++) {
            InetSocketAddress server = servers.get(attempt % servers.size());
            try {
                Message response = exchange(server, name, type, Deadline.afterNanos(patience));
                int rcode = response.getRcode();
                if (rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN) {
                    return reader.read(response, name, type);
                }
                why = Rcode.string(rcode);
                silent = false;
            } catch (IOException e) {
                why = String.valueOf(e.getMessage());
                silent = e instanceof SocketTimeoutException;
            }
            why = server.getAddress().getHostAddress() + " port " + server.getPort() + ": " + why;
        }
        return Answer.failed(why);
    }

    private Message exchange(InetSocketAddress server, Name name, int type, Deadline deadline)
            throws IOException, InterruptedException {
        Asked query = Asked.of(name, type, true, ids.nextInt(1 << 16));
        byte[] response = new Exchange(server, query, deadline, maxOctets).run();
        try {
            return new Message(response);
        } catch (IOException | RuntimeException e) { // dnsjava throws unchecked ones on some malformed messages
            throw new IOException("a malformed response: " + e, e);
        }
    }
}
