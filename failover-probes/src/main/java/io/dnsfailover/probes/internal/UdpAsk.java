package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What to say over UDP.
 *
 * @param kind makes what is said in one check
 */
public record UdpAsk(UdpDialogue.Kind kind) implements Ask {
    /**
     * Bytes that are sent as they are.
     *
     * @param send the datagram; never moved itself
     * @param expect what the answer must hold; null takes any answer
     * @param silencePasses whether no answer is a good one
     * @return what to say
     */
    public static UdpAsk of(ByteBuffer send, @Nullable Wanted expect, boolean silencePasses) {
        return new UdpAsk(() -> new Plain(send, expect, silencePasses));
    }

    /**
     * Asks for the time, as an NTP client does (RFC 5905).
     *
     * @return what to say
     */
    public static UdpAsk ntp() {
        return new UdpAsk(NtpDialogue::new);
    }

    /**
     * Asks what a SIP element can do (RFC 3261 section 11).
     *
     * @return what to say
     */
    public static UdpAsk sip() {
        return new UdpAsk(SipDialogue::new);
    }

    @Override
    public Conversation talk(Check check, Way way) {
        return new UdpConversation(check, kind.begin(), way);
    }

    private record Plain(ByteBuffer send, @Nullable Wanted expect, boolean silencePasses) implements UdpDialogue {
        @Override
        public ByteBuffer question() {
            return send.duplicate();
        }

        @Override
        public Finding judge(ByteBuffer answer) {
            int bytes = answer.remaining();
            Wanted.Search search = expect == null ? null : expect.begin();
            if (search == null || search.find(answer.duplicate()) || search.end()) {
                return Finding.of(Reason.EXPECTED, "a datagram of " + bytes + " bytes came");
            }
            return Finding.of(
                    Reason.CONTENT,
                    "a datagram of " + bytes + " bytes without the expected ones: " + Sockets.quote(answer));
        }

        @Override
        public Finding silence(String patience) {
            return silencePasses
                    ? Finding.of(Reason.EXPECTED, "nobody said within " + patience + " that the port is closed")
                    : Finding.of(Reason.RESPONSE_TIMEOUT, "no datagram within " + patience);
        }
    }
}
