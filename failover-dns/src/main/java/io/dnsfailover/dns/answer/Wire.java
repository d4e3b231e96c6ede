package io.dnsfailover.dns.answer;

import java.nio.ByteBuffer;

/**
 * Numbers of the protocol, and names in wire format. Reads and writes octet by octet, so that the byte order of a
 * caller's buffer does not matter.
 */
final class Wire {
    static final int HEADER = 12;
    static final int MAX_NAME = 255;
    static final int MAX_LABEL = 63;
    static final int POINTER = 0xC000;
    /** Fixed part of a record behind its owner: type, class, TTL, length of the data. */
    static final int RECORD_FIXED = 10;

    static final int FLAG_QR = 0x8000;
    static final int FLAG_AA = 0x0400;
    static final int FLAG_TC = 0x0200;
    static final int FLAG_RD = 0x0100;
    static final int OPCODE_MASK = 0x7800;

    static final int NOERROR = 0;
    static final int FORMERR = 1;
    static final int SERVFAIL = 2;
    static final int NXDOMAIN = 3;
    static final int NOTIMP = 4;
    static final int REFUSED = 5;
    static final int BADVERS = 16;

    static final int CLASS_IN = 1;
    static final int TYPE_A = 1;
    static final int TYPE_NS = 2;
    static final int TYPE_CNAME = 5;
    static final int TYPE_SOA = 6;
    static final int TYPE_TXT = 16;
    static final int TYPE_AAAA = 28;
    static final int TYPE_OPT = 41;
    static final int TYPE_DS = 43;
    static final int TYPE_IXFR = 251;
    static final int TYPE_AXFR = 252;
    static final int TYPE_ANY = 255;

    private Wire() {}

    static int u8(ByteBuffer from, int at) {
        return from.get(at) & 0xFF;
    }

    static int u16(ByteBuffer from, int at) {
        return (from.get(at) & 0xFF) << 8 | (from.get(at + 1) & 0xFF);
    }

    static void putU16(ByteBuffer to, int at, int value) {
        to.put(at, (byte) (value >>> 8)).put(at + 1, (byte) value);
    }

    static void putU32(ByteBuffer to, int at, int value) {
        putU16(to, at, value >>> 16);
        putU16(to, at + 2, value);
    }

    /** Lower case for A to Z alone (RFC 4343). Lengths of labels are below 'A' and stay what they are. */
    static byte fold(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? (byte) (octet + ('a' - 'A')) : octet;
    }

    /** The hash of an uncompressed name, whatever its case. */
    static int hash(ByteBuffer name, int at, int length) {
        int hash = 0;
        for (int i = at; i < at + length; i++) {
            hash = 31 * hash + fold(name.get(i));
        }
        return hash ^ (hash >>> 15);
    }

    /** Whether the uncompressed name in the buffer is the folded one, whatever its case. */
    static boolean matches(byte[] folded, ByteBuffer name, int at, int length) {
        if (folded.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (folded[i] != fold(name.get(at + i))) {
                return false;
            }
        }
        return true;
    }

    /** The uncompressed form of a checked absolute name in presentation format. */
    @SuppressWarnings("deprecation") // This form of getBytes is the one that copies ASCII without an encoder.
    static byte[] encode(String name) {
        if (name.equals(".")) {
            return new byte[1];
        }
        byte[] octets = new byte[name.length() + 1];
        int start = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
            octets[start] = (byte) (dot - start);
            name.getBytes(start, dot, octets, start + 1);
            start = dot + 1;
        }
        return octets;
    }
}
