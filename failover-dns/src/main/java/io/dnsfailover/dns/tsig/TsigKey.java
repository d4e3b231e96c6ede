package io.dnsfailover.dns.tsig;

import io.dnsfailover.model.DnsName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TextParseException;

/**
 * A secret that a name server shares with us, and by whose name the server knows it (RFC 8945).
 *
 * <p>The secret is never shown: not by {@link #toString()}, and not in the message of any exception from here. Immutable;
 * compared by identity.
 */
public final class TsigKey {
    /** The shortest secret that is accepted, in octets. */
    public static final int MIN_SECRET_OCTETS = 16;

    /** The longest secret that is accepted, in octets. */
    public static final int MAX_SECRET_OCTETS = 1024;

    private final DnsName name;
    private final TsigAlgorithm algorithm;
    private final byte[] secret;

    private TsigKey(DnsName name, TsigAlgorithm algorithm, byte[] secret) {
        this.name = name;
        this.algorithm = algorithm;
        this.secret = secret;
    }

    /**
     * A key from its parts.
     *
     * @param name the name by which the server knows it; the final dot may be missing
     * @param algorithm such as {@code hmac-sha256}
     * @param base64 the secret, in Base64 (RFC 4648 section 4); white space around it is ignored
     * @return the key
     * @throws IllegalArgumentException when a part is wrong; the message does not show the secret
     */
    public static TsigKey of(String name, String algorithm, String base64) {
        return new TsigKey(nameOf(name), TsigAlgorithm.of(algorithm), secretOf(base64));
    }

    /**
     * A key for {@code hmac-sha256}.
     *
     * @param name the name by which the server knows it; the final dot may be missing
     * @param base64 the secret, in Base64
     * @return the key
     * @throws IllegalArgumentException when a part is wrong; the message does not show the secret
     */
    public static TsigKey of(String name, String base64) {
        return of(name, TsigAlgorithm.HMAC_SHA256.toString(), base64);
    }

    /**
     * Reads a key from a file that names it: a {@code key} statement as {@code tsig-keygen} writes it for BIND, or a
     * {@code key} section as {@code keymgr -t} writes it for Knot. The file holds exactly one key, in at most 16 KiB of UTF-8.
     *
     * @param file the file
     * @return the key
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when it does not hold a key; the message names the file and the rule, and does not show
     *     what the file holds
     */
    public static TsigKey read(Path file) throws IOException {
        return TsigKeyFile.read(file).key();
    }

    /**
     * Reads the secret of a key from a file that holds nothing but the secret in Base64, or a key statement of
     * {@link #read(Path)} for this very name and algorithm.
     *
     * @param file the file
     * @param name the name by which the server knows the key; the final dot may be missing
     * @param algorithm such as {@code hmac-sha256}
     * @return the key
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when it does not hold a secret, or another key than this one; the message names the file
     *     and the rule, and does not show what the file holds
     */
    public static TsigKey read(Path file, String name, String algorithm) throws IOException {
        return TsigKeyFile.read(file).keyNamed(nameOf(name), TsigAlgorithm.of(algorithm));
    }

    /**
     * The name by which the server knows the key.
     *
     * @return an absolute name
     */
    public DnsName name() {
        return name;
    }

    /**
     * The algorithm that signs.
     *
     * @return the algorithm
     */
    public TsigAlgorithm algorithm() {
        return algorithm;
    }

    /** Name and algorithm, without the secret. */
    @Override
    public String toString() {
        return name + " (" + algorithm + ", secret not shown)";
    }

    /**
     * The key as dnsjava signs and verifies with it.
     *
     * @return a signer that is safe for concurrent use
     */
    public TSIG signer() {
        try {
            return new TSIG(Name.fromString(algorithm + "."), Name.fromString(name.toString()), secret);
        } catch (TextParseException e) {
            throw new IllegalStateException("a name that was checked before does not parse", e);
        }
    }

    /**
     * The key as a message authentication code, for who puts a signature together himself.
     *
     * @return a new one, for one thread
     */
    public Mac mac() {
        try {
            Mac mac = Mac.getInstance(algorithm.jdkName());
            mac.init(new SecretKeySpec(secret, algorithm.jdkName()));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK does not have " + algorithm, e);
        }
    }

    static DnsName nameOf(String text) {
        return DnsName.of(text.endsWith(".") ? text : text + ".");
    }

    private static byte[] secretOf(String base64) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64.strip().getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            // The decoder's own message shows a character of the secret.
            throw new IllegalArgumentException("the secret of a TSIG key is not Base64");
        }
        if (secret.length < MIN_SECRET_OCTETS || secret.length > MAX_SECRET_OCTETS) {
            throw new IllegalArgumentException("the secret of a TSIG key has " + MIN_SECRET_OCTETS + " to "
                    + MAX_SECRET_OCTETS + " octets, not " + secret.length);
        }
        return secret;
    }
}
