package io.dnsfailover.notify.mail;

import java.nio.charset.StandardCharsets;

/** Text as quoted-printable (RFC 2045 section 6.7): lines of at most 76 characters of printable ASCII that end in CRLF. */
final class QuotedPrintable {
    private static final int MAX_LINE = 76;

    private final StringBuilder out = new StringBuilder();
    private int column;

    private QuotedPrintable() {}

    /** Encodes lines; the last one is ended where the text does not. */
    static String of(String text) {
        QuotedPrintable encoding = new QuotedPrintable();
        text.lines().forEach(line -> encoding.line(line.getBytes(StandardCharsets.UTF_8)));
        return encoding.out.toString();
    }

    private void line(byte[] octets) {
        column = 0;
        for (int i = 0; i < octets.length; i++) {
            put(isPlain(octets, i) ? String.valueOf((char) octets[i]) : String.format("=%02X", octets[i]));
        }
        out.append("\r\n");
    }

    /** One character; room is left for the mark of a soft line break. */
    private void put(String encoded) {
        if (column + encoded.length() > MAX_LINE - 1) {
            out.append("=\r\n");
            column = 0;
        }
        out.append(encoded);
        column += encoded.length();
    }

    private static boolean isPlain(byte[] octets, int index) {
        byte octet = octets[index];
        boolean last = index == octets.length - 1;
        if (octet == ' ' || octet == '\t') {
            return !last; // space at the end of a line is lost on the way
        }
        // Old mail stores take "From " at the start of a line for a new mail, and a dot alone ends the data.
        boolean delicate = index == 0 && (octet == 'F' || octet == '.');
        return octet > ' ' && octet <= '~' && octet != '=' && !delicate;
    }
}
