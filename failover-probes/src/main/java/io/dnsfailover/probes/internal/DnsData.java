package io.dnsfailover.probes.internal;

import com.google.re2j.Pattern;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The data of records in one canonical form, so that what is expected and what comes can be compared as texts: addresses as the JDK
 * writes them, names in lower case, one space between fields, the strings of a TXT record put together.
 */
public final class DnsData {
    static final int A = 1;
    static final int NS = 2;
    static final int CNAME = 5;
    static final int SOA = 6;
    static final int PTR = 12;
    static final int MX = 15;
    static final int TXT = 16;
    static final int AAAA = 28;
    static final int SRV = 33;

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final Pattern SPACES = Pattern.compile("[ \t]+");

    private DnsData() {}

    /** The data of a record that ends at {@code end}; hexadecimal digits for a type that is not known. */
    static String read(int type, ByteBuffer message, int end) throws DnsFormatException {
        String data = switch (type) {
            case A -> address(message, end, IPV4_BYTES);
            case AAAA -> address(message, end, IPV6_BYTES);
            case NS, CNAME, PTR -> name(message);
            case MX -> number(message) + " " + name(message);
            case SRV -> number(message) + " " + number(message) + " " + number(message) + " " + name(message);
            case SOA -> name(message) + " " + name(message) + numbers(message);
            case TXT -> strings(message, end);
            default -> HexFormat.of().formatHex(bytes(message, end - message.position()));
        };
        if (message.position() != end) {
            throw new DnsFormatException("a record of another length than it says");
        }
        return data;
    }

    /**
     * What somebody wrote in the same form.
     *
     * @param isText whether it is the text of a TXT record, which stays as it is
     * @param written as zone files write it, with absolute names
     * @return the canonical form
     */
    public static String canonical(boolean isText, String written) {
        return isText
                ? written
                : SPACES.matcher(written.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    private static String address(ByteBuffer message, int end, int length) throws DnsFormatException {
        if (end - message.position() != length) {
            throw new DnsFormatException("an address of " + (end - message.position()) + " bytes");
        }
        try {
            return InetAddress.getByAddress(bytes(message, length)).getHostAddress();
        } catch (UnknownHostException e) {
            throw new DnsFormatException("an address that is none");
        }
    }

    private static String name(ByteBuffer message) throws DnsFormatException {
        return DnsNames.read(message).toLowerCase(Locale.ROOT);
    }

    private static int number(ByteBuffer message) {
        return message.getShort() & 0xffff;
    }

    private static String numbers(ByteBuffer message) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            text.append(' ').append(message.getInt() & 0xffffffffL);
        }
        return text.toString();
    }

    private static String strings(ByteBuffer message, int end) throws DnsFormatException {
        StringBuilder text = new StringBuilder();
        while (message.position() < end) {
            int length = message.get() & 0xff;
            if (message.position() + length > end) {
                throw new DnsFormatException("a string goes beyond its record");
            }
            text.append(new String(bytes(message, length), StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private static byte[] bytes(ByteBuffer message, int length) {
        byte[] bytes = new byte[length];
        message.get(bytes);
        return bytes;
    }
}
