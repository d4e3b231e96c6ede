package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Asks a name server, over UDP first unless TCP is asked for, and over TCP when the answer did not fit. */
final class DnsConversation implements Conversation {
    private static final int NXDOMAIN = 3;
    private static final int MAX_ALIASES = 16;
    private static final int LENGTH_BYTES = 2;
    private static final String[] NAMES = {"NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"};

    private final Check check;
    private final DnsAsk ask;
    private final Way way;
    private final int id = (int) ProbeThreads.random() & 0xffff;
    private Conversation current;
    private @Nullable InetAddress address;
    private int rcode;

    DnsConversation(Check check, DnsAsk ask, Way way) {
        this.check = check;
        this.ask = ask;
        this.way = way;
        this.current = ask.tcp() ? overTcp() : new UdpConversation(check, new Datagram(), way);
    }

    private Conversation overTcp() {
        return new StreamConversation(check, new Stream(), way);
    }

    @Override
    public void start(InetAddress where) {
        address = where;
        current.start(where);
    }

    /** What a response means; null when it is not one to our question. */
    private @Nullable Finding judge(DnsMessage response) {
        DnsMessage.Question question = response.question();
        boolean echoed = question == null
                ? response.rcode() != 0 && response.rcode() != NXDOMAIN
                : question.equals(new DnsMessage.Question(ask.name(), ask.type(), DnsAsk.IN));
        if (response.id() != id || !echoed) {
            return null;
        }
        rcode = response.rcode();
        String name = rcode < NAMES.length ? NAMES[rcode] : "RCODE " + rcode;
        if (!ask.rcodes().contains(rcode)) {
            return Finding.of(Reason.STATUS, "the answer is " + name);
        }
        if (rcode != 0) {
            return Finding.of(Reason.EXPECTED, "the answer is " + name);
        }
        Set<String> data = data(response);
        return ask.judge().test(data)
                ? Finding.of(Reason.EXPECTED, data.isEmpty() ? "the answer is NOERROR" : "the answer is " + data)
                : Finding.of(Reason.CONTENT, "the answer is " + data + ", not " + ask.wanted());
    }

    /** The data of the records at the name, or at what it is an alias of. */
    private Set<String> data(DnsMessage response) {
        Set<String> owners = new HashSet<>(Set.of(ask.name()));
        int known = 0;
        for (int i = 0; i < MAX_ALIASES && owners.size() > known; i++) {
            known = owners.size();
            for (DnsMessage.Answer answer : response.answers()) {
                if (answer.type() == DnsData.CNAME && answer.type() != ask.type() && owners.contains(answer.name())) {
                    owners.add(answer.data());
                }
            }
        }
        Set<String> data = new TreeSet<>();
        for (DnsMessage.Answer answer : response.answers()) {
            boolean asked = answer.type() == ask.type() && answer.dnsClass() == DnsAsk.IN;
            if (asked && owners.contains(answer.name().toLowerCase(Locale.ROOT))) {
                data.add(answer.data());
            }
        }
        return data;
    }

    @Override
    public Finding late() {
        return current.late();
    }

    @Override
    public long heldUpNanos() {
        return current.heldUpNanos();
    }

    @Override
    public void free() {
        current.free();
    }

    private final class Datagram implements UdpDialogue {
        @Override
        public ByteBuffer question() {
            return ask.query(id);
        }

        @Override
        public @Nullable Finding judge(ByteBuffer answer) {
            if (answer.remaining() >= 2 && (answer.getShort(answer.position()) & 0xffff) != id) {
                return null; // whatever it is, whoever sent it did not see our question
            }
            try {
                DnsMessage response = DnsMessage.parse(answer);
                Finding finding = DnsConversation.this.judge(response);
                if (finding != null && response.isTruncated() && ask.rcodes().contains(rcode)) {
                    goOn();
                    return null;
                }
                return finding;
            } catch (DnsFormatException e) {
                return Finding.of(Reason.MALFORMED, "not DNS: " + e.getMessage());
            }
        }

        private void goOn() {
            InetAddress where = address;
            current.free();
            current = overTcp();
            if (where != null) {
                current.start(where);
            }
        }

        @Override
        public int status() {
            return rcode;
        }
    }

    private final class Stream implements StreamDialogue {
        private final ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES);
        private @Nullable ByteBuffer answer;

        @Override
        public void opened(StreamConversation line) throws IOException {
            ByteBuffer query = ask.query(id);
            line.asking();
            line.send(ByteBuffer.allocate(LENGTH_BYTES + query.remaining())
                    .putShort((short) query.remaining())
                    .put(query)
                    .flip());
        }

        @Override
        public void received(StreamConversation line, ByteBuffer bytes) {
            line.answered();
            while (bytes.hasRemaining() && length.hasRemaining()) {
                length.put(bytes.get());
            }
            if (length.hasRemaining()) {
                return;
            }
            ByteBuffer message = answer == null ? ByteBuffer.allocate(length.getShort(0) & 0xffff) : answer;
            answer = message;
            int count = Math.min(bytes.remaining(), message.remaining());
            message.put(bytes.slice().limit(count));
            bytes.position(bytes.limit()); // what comes after the answer is not ours to judge
            if (!message.hasRemaining()) {
                line.end(judgement(message.flip()));
            }
        }

        private Finding judgement(ByteBuffer message) {
            try {
                Finding finding = DnsConversation.this.judge(DnsMessage.parse(message));
                check.status(rcode);
                return finding == null ? Finding.of(Reason.MALFORMED, "an answer to another question") : finding;
            } catch (DnsFormatException e) {
                return Finding.of(Reason.MALFORMED, "not DNS: " + e.getMessage());
            }
        }

        @Override
        public Finding closed() {
            return Finding.of(Reason.CLOSED, "closed before the answer was complete");
        }

        @Override
        public Finding late(String patience) {
            return Finding.of(Reason.RESPONSE_TIMEOUT, "no complete answer within " + patience);
        }
    }
}
