package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OPTIONS to a SIP element (RFC 3261 section 11). Any final answer below 500 shows that it works, also one that
 * wants credentials; provisional ones are waited through. The names in it are of the invalid domain: nothing
 * of it is dialled.
 */
final class SipDialogue implements UdpDialogue {
    private static final Pattern STATUS_LINE = Pattern.compile("SIP/2\\.0 ([1-6]\\d\\d) [^\r\n]{0,200}\r\n");
    private static final int MAX_HEAD_BYTES = 4096;
    private static final int FIRST_FINAL = 200;
    private static final int FIRST_SERVER_FAILURE = 500;

    private final String call = Long.toHexString(ProbeThreads.random());
    private int status;

    @Override
    public ByteBuffer question() {
        String text = """
            OPTIONS sip:probe.invalid SIP/2.0
            Via: SIP/2.0/UDP probe.invalid;rport;branch=z9hG4bK%1$s
            Max-Forwards: 70
            From: <sip:check@probe.invalid>;tag=%1$s
            To: <sip:probe.invalid>
            Call-ID: %1$s@probe.invalid
            CSeq: 1 OPTIONS
            Contact: <sip:check@probe.invalid>
            Accept: application/sdp
            Content-Length: 0

            """.formatted(call).replace("\n", "\r\n");
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public @Nullable Finding judge(ByteBuffer answer) {
        byte[] head = new byte[Math.min(answer.remaining(), MAX_HEAD_BYTES)];
        answer.duplicate().get(head);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        Matcher line = STATUS_LINE.matcher(text);
        if (!line.lookingAt()) {
            return Finding.of(Reason.MALFORMED, "not SIP: " + Sockets.quote(answer));
        }
        if (!text.contains(call)) {
            return null; // an answer to another call
        }
        status = Integer.parseInt(line.group(1));
        if (status < FIRST_FINAL) {
            return null;
        }
        String said = line.group().strip();
        return status < FIRST_SERVER_FAILURE
                ? Finding.of(Reason.EXPECTED, said)
                : Finding.of(Reason.STATUS, "the SIP element cannot serve: " + said);
    }

    @Override
    public int status() {
        return status;
    }
}
