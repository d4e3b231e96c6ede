package io.dnsfailover.notify.webhook;

import io.dnsfailover.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Shows a receiver that a webhook comes from who shares a secret with it, and when it was sent: HMAC-SHA256 over the time in
 * seconds since 1970, a dot, and the octets of the body. The header reads {@code t=1767323045,v1=} and 64 hexadecimal digits.
 */
public final class WebhookSignature {
    /** The name of the header field. */
    public static final String HEADER = "Failover-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern VALUE = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");

    private WebhookSignature() {}

    /**
     * The value of the header field.
     *
     * @param body the octets of the body
     * @param secret what sender and receiver share
     * @param at when it is sent
     * @return printable ASCII
     */
    public static String sign(byte[] body, Secret secret, Instant at) {
        long seconds = at.getEpochSecond();
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac(body, secret, seconds));
    }

    /**
     * For a receiver: whether the body comes from who knows the secret, and was sent lately. Takes the same time wherever a
     * signature is wrong.
     *
     * @param header the value of the header field; null when it is missing
     * @param body the octets of the body as they came
     * @param secret what sender and receiver share
     * @param now the present time
     * @param tolerance how far the time of sending may be away, in both directions; 5 minutes is usual
     * @return false when anything is wrong
     */
    public static boolean verify(@Nullable String header, byte[] body, Secret secret, Instant now, Duration tolerance) {
        Matcher value = VALUE.matcher(header == null ? "" : header);
        if (!value.matches()) {
            return false;
        }
        long seconds = Long.parseLong(value.group(1));
        byte[] claimed = HexFormat.of().parseHex(value.group(2));
        boolean authentic = MessageDigest.isEqual(claimed, mac(body, secret, seconds));
        Duration away = Duration.between(Instant.ofEpochSecond(seconds), now).abs();
        return authentic && away.compareTo(tolerance) <= 0;
    }

    private static byte[] mac(byte[] body, Secret secret, long seconds) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }
}
