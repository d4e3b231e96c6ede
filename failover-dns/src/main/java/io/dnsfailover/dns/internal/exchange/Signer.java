package io.dnsfailover.dns.internal.exchange;

import io.dnsfailover.dns.tsig.TsigKey;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

/** Signs what we send and judges what comes back (RFC 8945). Safe for concurrent use. */
public final class Signer {
    private static final int LARGEST_RCODE = 0xfff; // with the eight bits of EDNS

    private final @Nullable TsigKey key;
    private final @Nullable TSIG tsig;

    /**
     * Signs with a key.
     *
     * @param key the key; without one nothing is signed and everything is believed
     */
    public Signer(@Nullable TsigKey key) {
        this.key = key;
        this.tsig = key == null ? null : key.signer();
    }

    /**
     * Signs a message.
     *
     * @param message complete but for the signature, its id among it
     * @return the message as it goes out
     */
    public Request sign(Message message) {
        if (tsig != null) {
            tsig.apply(message, null);
        }
        return new Request(message);
    }

    /**
     * Tells whether a reply was signed for this request with our key: MAC of full length, made over every octet of the reply and
     * over the request's own MAC, in a time within the fudge of ours.
     */
    boolean believes(Message reply, byte[] wire, Request request) {
        if (tsig == null || key == null) {
            return true;
        }
        TSIGRecord signature = reply.getTSIG();
        // Length first: dnsjava accepts a MAC that is cut to half, as RFC 8945 section 5.2.2.1 allows; we never do.
        if (signature == null
                || signature.getSignature().length != key.algorithm().macOctets()) {
            return false;
        }
        // With another error (BADSIG, BADKEY) dnsjava does not tie the reply to its request.
        boolean tied = signature.getError() == Rcode.NOERROR || signature.getError() == Rcode.BADTIME;
        return tied && tsig.verify(reply, wire, request.signature()) == Rcode.NOERROR;
    }

    /**
     * What a reply says went wrong.
     *
     * @param reply the reply
     * @return such as {@code NOTAUTH (BADKEY)}
     */
    public static String errorIn(Message reply) {
        String rcode = Rcode.string(reply.getRcode());
        TSIGRecord signature = reply.getTSIG();
        if (signature == null || signature.getError() == Rcode.NOERROR) {
            return rcode;
        }
        String error = tsigError(signature.getError());
        return signature.getError() == Rcode.BADTIME
                ? rcode + " (" + error + ": the server's clock differs from ours by more than " + TSIG.FUDGE.toSeconds()
                        + " s" + serverTime(signature) + ")"
                : rcode + " (" + error + ")";
    }

    /** As a word where there is one; dnsjava throws on numbers above those that a header can carry. */
    private static String tsigError(int error) {
        return error <= LARGEST_RCODE ? Rcode.TSIGstring(error) : "error " + error;
    }

    private static String serverTime(TSIGRecord signature) {
        byte[] other = signature.getOther();
        if (other == null || other.length != 6) {
            return "";
        }
        long seconds = 0;
        for (byte octet : Arrays.copyOf(other, 6)) {
            seconds = seconds << 8 | (octet & 0xff);
        }
        return ", it says " + Instant.ofEpochSecond(seconds);
    }

    /** A message as it goes out. Its octets are nobody's to change. */
    public static final class Request {
        private final Message message;
        private final byte[] wire;

        private Request(Message message) {
            this.message = message;
            this.wire = message.toWire();
        }

        /**
         * The message with its signature.
         *
         * @return the message
         */
        public Message message() {
            return message;
        }

        /**
         * How long it is.
         *
         * @return octets
         */
        public int length() {
            return wire.length;
        }

        byte[] wire() {
            return wire;
        }

        int id() {
            return message.getHeader().getID();
        }

        /** Its signature; null when unsigned. */
        @Nullable
        TSIGRecord signature() {
            return message.getTSIG();
        }
    }
}
