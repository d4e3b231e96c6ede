package io.dnsfailover.notify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;

/** Writes X.509 certificates (RFC 5280) for keys on P-256: the JDK has no public way to, and its keytool takes a second for each. */
final class CertificateWriter {
    private static final int SEQUENCE = 0x30;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] ECDSA_WITH_SHA256 = der(SEQUENCE, hex("06082a8648ce3d040302"));
    private static final byte[] COMMON_NAME = hex("0603550403");
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = hex("0603551d11");
    /** Critical: an authority. */
    private static final byte[] BASIC_CONSTRAINTS = der(SEQUENCE, hex("0603551d130101ff040530030101ff"));

    private static long serial = 1;

    private final byte[] validity;

    /** One subject alternative name. */
    static final class Name {
        private final byte[] encoded;

        private Name(byte[] encoded) {
            this.encoded = encoded;
        }

        static Name dns(String name) {
            return new Name(der(0x82, name.getBytes(StandardCharsets.US_ASCII)));
        }

        static Name ip(int... octets) {
            byte[] address = new byte[octets.length];
            for (int i = 0; i < octets.length; i++) {
                address[i] = (byte) octets[i];
            }
            return new Name(der(0x87, address));
        }
    }

    private CertificateWriter(byte[] validity) {
        this.validity = validity;
    }

    static CertificateWriter validFrom(Instant from, Instant to) {
        return new CertificateWriter(der(SEQUENCE, time(from), time(to)));
    }

    X509Certificate authority(String name, KeyPair keys) throws GeneralSecurityException {
        return signed(name, keys.getPublic(), BASIC_CONSTRAINTS, name, keys.getPrivate());
    }

    X509Certificate leaf(String name, PublicKey key, List<Name> names, String issuer, PrivateKey by)
            throws GeneralSecurityException {
        byte[] all = der(SEQUENCE, names.stream().map(each -> each.encoded).toArray(byte[][]::new));
        return signed(name, key, der(SEQUENCE, SUBJECT_ALTERNATIVE_NAME, der(0x04, all)), issuer, by);
    }

    private X509Certificate signed(String name, PublicKey key, byte[] extension, String issuer, PrivateKey by)
            throws GeneralSecurityException {
        byte[] toSign = der(
                SEQUENCE,
                der(0xa0, hex("020102")),
                der(0x02, BigInteger.valueOf(serial++).toByteArray()),
                ECDSA_WITH_SHA256,
                distinguished(issuer),
                validity,
                distinguished(name),
                key.getEncoded(),
                der(0xa3, der(SEQUENCE, extension)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(by);
        signature.update(toSign);
        byte[] whole = der(SEQUENCE, toSign, ECDSA_WITH_SHA256, der(0x03, new byte[1], signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] distinguished(String name) {
        byte[] text = der(0x0c, name.getBytes(StandardCharsets.US_ASCII));
        return der(SEQUENCE, der(0x31, der(SEQUENCE, COMMON_NAME, text)));
    }

    private static byte[] time(Instant time) {
        return der(0x18, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length > 0xff) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 0x7f) {
            out.write(0x81);
        }
        out.write(length & 0xff);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
