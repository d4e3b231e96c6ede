package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.tsig.TsigKey;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIGRecord;

/** Judges the signatures of what comes in (RFC 8945). */
final class Signatures {
    private Signatures() {}

    /**
     * Tells whether a message is signed with a key, in a time within the fudge of ours, by a MAC of full length.
     *
     * @param request the signature of what the message replies to; null for a request
     * @return {@link Rcode#NOERROR}, or the error of RFC 8945 section 5.2
     */
    static int judge(TsigKey key, Message message, byte[] wire, @Nullable TSIGRecord request) {
        TSIGRecord signature = message.getTSIG();
        // Length first: dnsjava accepts a MAC that is cut to half, as RFC 8945 section 5.2.2.1 allows; we never do.
        if (signature == null
                || signature.getSignature().length != key.algorithm().macOctets()) {
            return Rcode.BADSIG;
        }
        try {
            return key.signer().verify(message, wire, request);
        } catch (RuntimeException e) {
            // Such as for an error number that dnsjava has no word for.
            return Rcode.BADSIG;
        }
    }
}
