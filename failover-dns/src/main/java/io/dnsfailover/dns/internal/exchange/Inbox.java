package io.dnsfailover.dns.internal.exchange;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;

/**
 * Picks the reply out of what arrives for one request. What cannot be for us is dropped and the wait goes on: a forged packet
 * must not be able to end it. What looks like the reply but is not signed as it has to be is kept as a hint, and ends the wait a
 * little later unless the true reply comes first.
 */
final class Inbox {
    /** How long a true reply may still take after one that cannot be believed. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Signer.Request request;
    private final Signer signer;
    private final boolean query;
    private Deadline deadline;
    private @Nullable Message hint;

    Inbox(Signer.Request request, Signer signer, Deadline deadline) {
        this.request = request;
        this.signer = signer;
        this.query = request.message().getHeader().getOpcode() == Opcode.QUERY;
        this.deadline = deadline;
    }

    /** Until when to wait for more. */
    Deadline deadline() {
        return deadline;
    }

    /** Takes a message that arrived; returns the reply when it is the one, else null. */
    @Nullable
    Message offer(byte[] wire) {
        Message reply;
        boolean believed;
        try {
            reply = new Message(wire);
            if (!answersRequest(reply)) {
                return null;
            }
            believed = signer.believes(reply, wire, request);
        } catch (IOException | RuntimeException e) {
            // dnsjava throws unchecked exceptions on some hostile messages; none of them is our reply.
            return null;
        }
        // A truncated answer is not believed either: it only makes us ask again over TCP.
        if (believed || (query && reply.getHeader().getFlag(Flags.TC))) {
            return reply;
        }
        if (hint == null) {
            hint = reply;
            deadline = deadline.orSooner(Deadline.after(GRACE));
        }
        return null;
    }

    /** What to say when nothing more is to come. */
    String disappointment(String otherwise) {
        return hint == null
                ? otherwise
                : "the reply does not carry a valid signature; it says " + Signer.errorIn(hint)
                        + ", which may be forged";
    }

    private boolean answersRequest(Message reply) {
        boolean answers = reply.getHeader().getID() == request.id()
                && reply.getHeader().getFlag(Flags.QR)
                && reply.getHeader().getOpcode()
                        == request.message().getHeader().getOpcode();
        // An update's zone section need not be echoed (RFC 2136 section 3.8); a question must be.
        return answers && (!query || isQuestionEchoed(reply));
    }

    private boolean isQuestionEchoed(Message reply) {
        return reply.getQuestion() != null
                && reply.getQuestion().equals(request.message().getQuestion());
    }
}
