package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Asks a web server once and judges its answer, with or without TLS. */
final class HttpDialogue implements StreamDialogue {
    /** What each byte of a body may cost on the wire: more comes of a server that wants to keep us busy. */
    private static final int MOST_FOR_A_BYTE = 8;

    private final Check check;
    private final HttpAsk ask;
    private final ByteBuffer request;
    private final @Nullable TlsTerms terms;
    private final HttpReader reader;

    /**
     * A dialogue.
     *
     * @param request the bytes to send
     * @param terms how the connection is secured; null for not at all
     */
    HttpDialogue(Check check, HttpAsk ask, ByteBuffer request, @Nullable TlsTerms terms) {
        this.check = check;
        this.ask = ask;
        this.request = request;
        this.terms = terms;
        this.reader = new HttpReader(new HttpJudge(ask));
        if (ask.channel().security() == HttpAsk.Security.UNVERIFIED) {
            check.remark(HttpConversation.INSECURE);
        }
    }

    @Override
    public void opened(StreamConversation line) throws IOException {
        TlsTerms how = terms;
        if (how == null) {
            say(line);
        } else {
            line.secure(() -> how);
        }
    }

    @Override
    public void secured(StreamConversation line, SSLSession session) throws IOException {
        Instant ends = certificateEnds(session);
        if (ends != null) {
            check.note(new Notes(null, ends, null));
        }
        say(line);
    }

    /** When the server's certificate ends; null when it shows none, as it may to an insecure check. */
    static @Nullable Instant certificateEnds(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate own
                    ? own.getNotAfter().toInstant()
                    : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    private void say(StreamConversation line) throws IOException {
        line.asking();
        line.send(request);
    }

    @Override
    public void received(StreamConversation line, ByteBuffer bytes) {
        Finding verdict = reader.read(bytes);
        if (reader.answered()) {
            line.answered();
            line.status(reader.status());
        }
        if (verdict != null) {
            line.end(verdict);
        }
    }

    @Override
    public Finding closed() {
        return reader.closed();
    }

    @Override
    public Finding late(String patience) {
        String what = reader.answered() ? "no complete body" : "no response";
        return Finding.of(Reason.RESPONSE_TIMEOUT, what + " within " + patience);
    }

    @Override
    public Finding lateHandshake(String patience) {
        return Finding.of(Reason.RESPONSE_TIMEOUT, "the TLS handshake was not done within " + patience);
    }

    @Override
    public int maxReceived() {
        return 4 * MAX_RECEIVED_BYTES + MOST_FOR_A_BYTE * ask.expected().maxBodyBytes();
    }
}
