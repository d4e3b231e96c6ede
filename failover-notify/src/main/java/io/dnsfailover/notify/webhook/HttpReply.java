package io.dnsfailover.notify.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a request (RFC 9112), as much of it as counts. Foreign text, not escaped.
 *
 * @param status 200 to 599
 * @param retryAfter the value of that field; null when it is missing
 * @param detail the beginning of the body of a refusal; empty for a success, whose body nobody reads
 */
record HttpReply(int status, @Nullable String retryAfter, String detail) {
    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_FIELDS = 100;
    private static final int MAX_INTERIM = 8;
    private static final int MAX_DETAIL = 300;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");

    /** Reads a reply; interim ones are skipped. */
    static HttpReply read(InputStream in) throws IOException {
        for (int i = 0; i <= MAX_INTERIM; i++) {
            HttpReply reply = readOne(in);
            if (reply.status() >= 200) {
                return reply;
            }
        }
        throw new ProtocolException("more than " + MAX_INTERIM + " interim replies");
    }

    private static HttpReply readOne(InputStream in) throws IOException {
        String first = line(in);
        Matcher statusLine = STATUS_LINE.matcher(first);
        if (!statusLine.matches()) {
            throw new ProtocolException("not a reply of HTTP/1.1: " + first);
        }
        int status = Integer.parseInt(statusLine.group(1));
        String retryAfter = null;
        for (int fields = 0; ; fields++) {
            String field = line(in);
            if (field.isEmpty()) {
                break;
            }
            if (fields == MAX_FIELDS) {
                throw new ProtocolException("more than " + MAX_FIELDS + " header fields");
            }
            int colon = field.indexOf(':');
            if (colon > 0 && field.substring(0, colon).toLowerCase(Locale.ROOT).equals("retry-after")) {
                retryAfter = field.substring(colon + 1).strip();
            }
        }
        return new HttpReply(status, retryAfter, status >= 300 ? detail(in) : "");
    }

    /** For people only, so that neither its length nor its coding matters. */
    private static String detail(InputStream in) {
        byte[] start;
        try {
            start = in.readNBytes(MAX_DETAIL);
        } catch (IOException e) {
            return ""; // The status says enough.
        }
        return new String(start, StandardCharsets.UTF_8).strip();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new ProtocolException("the reply ends before its body");
            }
            if (line.size() == MAX_LINE) {
                throw new ProtocolException("a header line of more than " + MAX_LINE + " octets");
            }
            line.write(octet);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
