package io.dnsfailover.probes.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Names on the wire (RFC 1035 section 3.1 and 4.1.4). */
final class DnsNames {
    private static final int MAX_OCTETS = 255;
    private static final int MAX_LABEL = 63;
    private static final int POINTER = 0xc0;

    private DnsNames() {}

    /** Writes an absolute name of letters, digits, hyphens and underscores. */
    static void write(String name, ByteBuffer message) {
        if (!name.equals(".")) {
            for (String label : name.substring(0, name.length() - 1).split("\\.", -1)) {
                byte[] octets = label.getBytes(StandardCharsets.US_ASCII);
                message.put((byte) octets.length).put(octets);
            }
        }
        message.put((byte) 0);
    }

    /**
     * Reads a name, compressed or not, and leaves the position behind it. A pointer must lead to before where it stands, and
     * each further back than the last: so it ends.
     *
     * @return the presentation form, with its final dot; what is not printable is escaped
     */
    static String read(ByteBuffer message) throws DnsFormatException {
        StringBuilder text = new StringBuilder();
        int at = message.position();
        int behind = -1;
        int lowest = at;
        int octets = 1;
        while (true) {
            int length = message.get(at) & 0xff;
            if (length == 0) {
                break;
            }
            if ((length & POINTER) == POINTER) {
                int target = message.getShort(at) & 0x3fff;
                behind = behind < 0 ? at + 2 : behind;
                if (target >= lowest) {
                    throw new DnsFormatException("a name that points forward");
                }
                lowest = target;
                at = target;
                continue;
            }
            octets += length + 1;
            if (length > MAX_LABEL || octets > MAX_OCTETS) {
                throw new DnsFormatException("a name or label that is too long");
            }
            label(message, at + 1, length, text);
            at += 1 + length;
        }
        message.position(behind < 0 ? at + 1 : behind);
        return text.isEmpty() ? "." : text.toString();
    }

    private static void label(ByteBuffer message, int from, int length, StringBuilder text) {
        for (int i = from; i < from + length; i++) {
            char c = (char) (message.get(i) & 0xff);
            if (c == '.' || c == '\\') {
                text.append('\\').append(c);
            } else if (c > ' ' && c <= '~') {
                text.append(c);
            } else {
                text.append(String.format("\\%03d", (int) c));
            }
        }
        text.append('.');
    }
}
