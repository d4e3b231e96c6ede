package io.dnsfailover.dns.listen;

import io.dnsfailover.dns.answer.QueryHandler;
import io.dnsfailover.dns.answer.Transport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands between the sockets and a host's handler: what neither may do to the other, and the count of it. */
final class GuardedHandler {
    /** The longest query that is read; the longest one that makes sense takes a tenth of it. */
    static final int MAX_QUERY = 4096;

    private static final int HEADER = 12;
    /** The root label, type and class. */
    private static final int QUESTION_END = 5;

    private static final int TRUNCATED = 0x02;
    private static final Logger LOG = LoggerFactory.getLogger(DnsListener.class);

    private final QueryHandler handler;
    private final @Nullable StreamHandler streams;
    private final @Nullable RateTable rates;
    final LongAdder udpQueries = new LongAdder();
    final LongAdder tcpQueries = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder failed = new LongAdder();
    private final LongAdder rateLimited = new LongAdder();
    private final LongAdder rateSlipped = new LongAdder();
    final LongAdder tcpConnections = new LongAdder();
    final LongAdder tcpRefused = new LongAdder();
    final LongAdder tcpTimedOut = new LongAdder();

    /**
     * Builds a guard.
     *
     * @param streams answers over TCP with several messages; null for none
     * @param rates counts answers over UDP; null for no limit
     */
    GuardedHandler(QueryHandler handler, @Nullable StreamHandler streams, @Nullable RateTable rates) {
        this.handler = handler;
        this.streams = streams;
        this.rates = rates;
    }

    ListenerCounters counters() {
        return new ListenerCounters(
                udpQueries.sum(),
                tcpQueries.sum(),
                dropped.sum(),
                failed.sum(),
                rateLimited.sum(),
                rateSlipped.sum(),
                tcpConnections.sum(),
                tcpRefused.sum(),
                tcpTimedOut.sum());
    }

    /**
     * Has a query answered; returns 0 when there is nothing to send, otherwise the response stands in its buffer from
     * where the position was to where it is now. Never throws.
     */
    int ask(ByteBuffer query, InetSocketAddress client, Transport transport, ByteBuffer response) {
        (transport == Transport.UDP ? udpQueries : tcpQueries).increment();
        int length = isQuery(query) && client.getPort() != 0 ? answer(query, client, transport, response) : 0;
        if (length == 0) {
            dropped.increment();
        }
        return length;
    }

    private int answer(ByteBuffer query, InetSocketAddress client, Transport transport, ByteBuffer response) {
        RateTable.Judgement judgement = rates == null || transport != Transport.UDP
                ? RateTable.Judgement.SEND
                : rates.judge(client.getAddress());
        if (judgement == RateTable.Judgement.DROP) {
            rateLimited.increment();
            return 0;
        }
        int start = response.position();
        int length = callHandler(query, client, transport, response);
        if (judgement == RateTable.Judgement.SLIP && length >= HEADER) {
            rateSlipped.increment();
            return truncate(response, start);
        }
        return length;
    }

    /** Leaves header and question, and says that there is more to be had over TCP; nothing is longer than its query then. */
    private static int truncate(ByteBuffer response, int start) {
        int end = response.position();
        int at = start + HEADER;
        boolean hasQuestion = response.get(start + 4) == 0 && response.get(start + 5) == 1;
        while (hasQuestion && at < end && response.get(at) > 0) {
            at += response.get(at) + 1;
        }
        at += hasQuestion ? QUESTION_END : 0;
        if (at > end) {
            at = start + HEADER;
            hasQuestion = false;
        }
        response.put(start + 2, (byte) (response.get(start + 2) | TRUNCATED));
        response.put(start + 5, (byte) (hasQuestion ? 1 : 0));
        for (int count = start + 6; count < start + HEADER; count++) {
            response.put(count, (byte) 0);
        }
        response.position(at);
        return at - start;
    }

    /** A response is never answered, or two servers would talk to each other for ever. */
    private static boolean isQuery(ByteBuffer message) {
        return message.remaining() >= HEADER
                && message.remaining() <= MAX_QUERY
                && message.get(message.position() + 2) >= 0;
    }

    private int callHandler(ByteBuffer query, InetSocketAddress client, Transport transport, ByteBuffer response) {
        int start = response.position();
        try {
            int length = handler.handle(query, client, transport, response);
            if (length > 0 && length != response.position() - start) {
                throw new IllegalStateException(
                        "the handler answered " + length + " octets but wrote " + (response.position() - start));
            }
            return Math.max(length, 0);
        } catch (Throwable fault) {
            // Errors too: whatever a query does to the handler, the next query is answered.
            report(fault);
            return 0;
        } finally {
            // An interrupt that the handler left behind would close the channel at its next use.
            Thread.interrupted();
        }
    }

    /** Has an answer of several messages begun; null when the query is to be asked as any other. Never throws. */
    @Nullable
    MessageStream open(ByteBuffer query, InetSocketAddress client) {
        if (streams == null || !isQuery(query)) {
            return null;
        }
        try {
            MessageStream stream = streams.open(query.duplicate(), client);
            if (stream != null) {
                tcpQueries.increment();
            }
            return stream;
        } catch (Throwable fault) {
            report(fault);
            return null;
        } finally {
            Thread.interrupted();
        }
    }

    /** Has the next message of such an answer made. Never throws: what goes wrong breaks the answer off. */
    int next(MessageStream stream, ByteBuffer message) {
        int start = message.position();
        try {
            int length = stream.next(message);
            if (length > 0 && length != message.position() - start) {
                throw new IllegalStateException(
                        "the stream made " + length + " octets but wrote " + (message.position() - start));
            }
            return length;
        } catch (Throwable fault) {
            report(fault);
            return MessageStream.BROKEN_OFF;
        } finally {
            Thread.interrupted();
        }
    }

    /** Ends such an answer, sent or not. Never throws. */
    void end(MessageStream stream) {
        try {
            stream.close();
        } catch (Throwable fault) {
            report(fault);
        }
    }

    private void report(Throwable fault) {
        try {
            failed.increment();
            long count = failed.sum();
            if (Long.bitCount(count) == 1) {
                LOG.warn("The handler failed on {} queries; the last time", count, fault);
            }
        } catch (Throwable again) {
            // Not even memory for the log; the count stands.
        }
    }
}
