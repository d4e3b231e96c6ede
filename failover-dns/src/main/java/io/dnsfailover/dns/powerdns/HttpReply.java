package io.dnsfailover.dns.powerdns;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A reply of HTTP/1.1 (RFC 9112) on a connection that carries only one. */
final class HttpReply {
    /** Two ways to find the end of a body, beside its length. */
    private static final int CHUNKED = -1;

    private static final int UNTIL_THE_END = -2;

    private static final int MAX_HEAD_OCTETS = 16 * 1024;
    private static final int MAX_INTERIM = 8;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( [ -~\\x80-\\xff]*)?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,7})[ \\t]*(;.*)?");

    private final int status;
    private final byte[] body;

    private HttpReply(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** From 200 to 599. */
    int status() {
        return status;
    }

    /** Nobody's to change. */
    byte[] body() {
        return body;
    }

    /**
     * Reads a reply out of what has come so far.
     *
     * @param octets all that has come
     * @param ended whether no more is to come
     * @return the reply; null when more must come
     * @throws ProtocolException when it is none, or ends too soon
     */
    static @Nullable HttpReply parse(byte[] octets, boolean ended) throws IOException {
        HttpReply reply = parse(octets, 0, 0, ended);
        if (reply == null && ended) {
            throw new ProtocolException("the reply ends too soon");
        }
        return reply;
    }

    private static @Nullable HttpReply parse(byte[] octets, int start, int interim, boolean ended) throws IOException {
        int end = endOfHead(octets, start);
        if (end < 0) {
            return null;
        }
        String[] lines = new String(octets, start, end - start, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        Matcher statusLine = STATUS_LINE.matcher(lines[0]);
        if (!statusLine.matches()) {
            throw new ProtocolException("not a reply of HTTP/1.1");
        }
        int status = Integer.parseInt(statusLine.group(1));
        if (status < 200) {
            if (interim == MAX_INTERIM) {
                throw new ProtocolException("more than " + MAX_INTERIM + " interim replies");
            }
            return parse(octets, end + 4, interim + 1, ended);
        }
        byte[] body = body(octets, end + 4, framing(status, lines), ended);
        return body == null ? null : new HttpReply(status, body);
    }

    private static int endOfHead(byte[] octets, int start) throws ProtocolException {
        for (int i = start; i + 4 <= octets.length; i++) {
            if (octets[i] == '\r' && octets[i + 1] == '\n' && octets[i + 2] == '\r' && octets[i + 3] == '\n') {
                return i;
            }
            if (i - start > MAX_HEAD_OCTETS) {
                throw new ProtocolException("the head of the reply has more than " + MAX_HEAD_OCTETS + " octets");
            }
        }
        return -1;
    }

    private static int framing(int status, String[] lines) throws ProtocolException {
        int framing = UNTIL_THE_END;
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("a header field without a name");
            }
            String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            String value = lines[i].substring(colon + 1).strip();
            if (name.equals("content-length") || name.equals("transfer-encoding")) {
                // Two of them, even if they agree, are how one reply is smuggled inside another (RFC 9112 section
                // 11.2).
                if (framing != UNTIL_THE_END) {
                    throw new ProtocolException("the length of the reply is said twice");
                }
                framing = name.equals("content-length") ? length(value) : coding(value);
            }
        }
        return status == 204 || status == 304 ? 0 : framing;
    }

    private static int length(String value) throws ProtocolException {
        if (!LENGTH.matcher(value).matches()) {
            throw new ProtocolException("the length of the reply is not a number");
        }
        return Integer.parseInt(value);
    }

    private static int coding(String value) throws ProtocolException {
        if (!value.equalsIgnoreCase("chunked")) {
            throw new ProtocolException("the reply comes in a coding that nobody asked for");
        }
        return CHUNKED;
    }

    private static byte @Nullable [] body(byte[] octets, int start, int framing, boolean ended) throws IOException {
        int there = octets.length - start;
        if (framing == CHUNKED) {
            return chunks(octets, start);
        }
        int length = framing == UNTIL_THE_END ? there : framing;
        boolean complete = framing == UNTIL_THE_END ? ended : there >= length;
        return complete ? Arrays.copyOfRange(octets, start, start + length) : null;
    }

    private static byte @Nullable [] chunks(byte[] octets, int start) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = start;
        while (true) {
            int end = endOfLine(octets, at);
            if (end < 0) {
                return null;
            }
            Matcher size = CHUNK.matcher(new String(octets, at, end - at, StandardCharsets.ISO_8859_1));
            if (!size.matches()) {
                throw new ProtocolException("a chunk without a size");
            }
            int length = Integer.parseInt(size.group(1), 16);
            if (length == 0) {
                return body.toByteArray();
            }
            at = end + 2;
            if (octets.length - at < length + 2) {
                return null;
            }
            if (octets[at + length] != '\r' || octets[at + length + 1] != '\n') {
                throw new ProtocolException("a chunk that is longer than its size");
            }
            body.write(octets, at, length);
            at += length + 2;
        }
    }

    private static int endOfLine(byte[] octets, int start) {
        for (int i = start; i + 2 <= octets.length; i++) {
            if (octets[i] == '\r' && octets[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
