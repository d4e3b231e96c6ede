package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLSession;

/**
 * Greets a mail server and takes its leave (RFC 5321), with STARTTLS in between if asked to (RFC 3207). Nothing is sent
 * before it is the client's turn. Replies have at most 128 lines of 2048 bytes.
 */
final class SmtpDialogue implements StreamDialogue {
    private enum Step {
        BANNER,
        EHLO,
        STARTTLS,
        SECURED_EHLO,
        QUIT
    }

    private static final int MAX_LINE_BYTES = 2048;
    private static final int MAX_LINES = 128;
    private static final int READY = 220;
    private static final int CLOSING = 221;
    private static final int DONE = 250;

    private final SmtpAsk ask;
    private final String host;
    private final StringBuilder text = new StringBuilder();
    private Step step = Step.BANNER;
    private int lines;
    private boolean offersTls;

    SmtpDialogue(SmtpAsk ask, String host) {
        this.ask = ask;
        this.host = host;
    }

    @Override
    public void opened(StreamConversation line) {
        line.asking(); // in silence: the server speaks first
    }

    @Override
    public void received(StreamConversation line, ByteBuffer bytes) throws IOException {
        line.answered();
        while (bytes.hasRemaining() && !line.ended()) {
            char c = (char) (bytes.get() & 0xff);
            if (c == '\n') {
                String whole = text.toString();
                text.setLength(0);
                heard(line, whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole, bytes);
            } else if (text.append(c).length() > MAX_LINE_BYTES) {
                line.end(Finding.of(Reason.TOO_LARGE, "a line longer than " + MAX_LINE_BYTES + " bytes"));
            }
        }
    }

    private void heard(StreamConversation line, String reply, ByteBuffer rest) throws IOException {
        int code = code(reply);
        if (code < 0 || ++lines > MAX_LINES) {
            line.end(Finding.of(Reason.MALFORMED, "not SMTP: '" + cut(reply) + "'"));
            return;
        }
        line.status(code);
        boolean last = reply.length() == 3 || reply.charAt(3) == ' ';
        String keyword = reply.length() > 4 ? reply.substring(4).strip().toUpperCase(Locale.ROOT) : "";
        offersTls |= step == Step.EHLO && keyword.equals("STARTTLS");
        if (!last) {
            return;
        }
        lines = 0;
        int wanted = step == Step.BANNER || step == Step.STARTTLS ? READY : step == Step.QUIT ? CLOSING : DONE;
        if (code != wanted && step != Step.QUIT) {
            line.end(Finding.of(
                    Reason.STATUS,
                    "the answer to " + step.name().toLowerCase(Locale.ROOT) + " is '" + cut(reply) + "'"));
            return;
        }
        next(line, rest);
    }

    private void next(StreamConversation line, ByteBuffer rest) throws IOException {
        boolean secure = ask.security() != SmtpAsk.Security.PLAIN;
        switch (step) {
            case BANNER -> say(line, Step.EHLO, "EHLO " + name(line));
            case EHLO -> {
                if (secure && !offersTls) {
                    line.end(Finding.of(Reason.CONTENT, "the server does not offer STARTTLS"));
                } else if (secure) {
                    say(line, Step.STARTTLS, "STARTTLS");
                } else {
                    say(line, Step.QUIT, "QUIT");
                }
            }
            case STARTTLS -> {
                if (rest.hasRemaining()) { // it would count as said under TLS
                    line.end(Finding.of(Reason.MALFORMED, "more after the answer to STARTTLS"));
                } else {
                    line.secure(host, ask.security() == SmtpAsk.Security.VERIFIED);
                }
            }
            case SECURED_EHLO -> say(line, Step.QUIT, "QUIT");
            case QUIT -> line.end(passed());
        }
    }

    @Override
    public void secured(StreamConversation line, SSLSession session) throws IOException {
        say(line, Step.SECURED_EHLO, "EHLO " + name(line));
    }

    private void say(StreamConversation line, Step next, String command) throws IOException {
        step = next;
        line.send(ByteBuffer.wrap((command + "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private String name(StreamConversation line) throws IOException {
        if (ask.ehlo() != null) {
            return ask.ehlo();
        }
        InetAddress own = line.own();
        String literal = own == null ? "127.0.0.1" : own.getHostAddress().replaceFirst("%.*", "");
        return own == null || own instanceof Inet4Address ? "[" + literal + "]" : "[IPv6:" + literal + "]";
    }

    /** The code of a line; -1 when it is no reply. */
    private static int code(String reply) {
        boolean shaped = reply.length() >= 3
                && reply.charAt(0) >= '2'
                && reply.charAt(0) <= '5'
                && Character.digit(reply.charAt(1), 10) >= 0
                && Character.digit(reply.charAt(2), 10) >= 0
                && (reply.length() == 3 || reply.charAt(3) == ' ' || reply.charAt(3) == '-');
        return shaped ? Integer.parseInt(reply.substring(0, 3), 10) : -1;
    }

    private static String cut(String reply) {
        return reply.length() > 100 ? reply.substring(0, 100) + "..." : reply;
    }

    private Finding passed() {
        return Finding.of(
                Reason.EXPECTED,
                ask.security() == SmtpAsk.Security.PLAIN ? "the server greets" : "the server greets over TLS");
    }

    @Override
    public Finding closed() {
        return step == Step.QUIT ? passed() : Finding.of(Reason.CLOSED, "closed while " + waiting());
    }

    @Override
    public Finding late(String patience) {
        return step == Step.QUIT
                ? passed()
                : Finding.of(Reason.RESPONSE_TIMEOUT, waiting() + " for longer than " + patience);
    }

    private String waiting() {
        return step == Step.BANNER
                ? "waiting for the banner"
                : "waiting for the answer to " + step.name().toLowerCase(Locale.ROOT);
    }
}
