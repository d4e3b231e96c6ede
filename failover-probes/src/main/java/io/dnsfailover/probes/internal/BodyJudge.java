package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges one body as it comes in pieces. Where texts alone are expected it keeps none of it, and ends as soon as all of
 * them have come; otherwise it keeps what it may read. For one thread.
 */
final class BodyJudge {
    private final HttpExpected expected;
    private final List<HttpExpected.Body> rules;
    private final int[] matched;
    private final @Nullable ByteArrayOutputStream kept;
    private int received;
    private String quoted = "''";

    BodyJudge(HttpExpected expected) {
        this.expected = expected;
        this.rules = expected.body();
        this.matched = new int[rules.size()];
        this.kept = expected.canEndEarly() ? null : new ByteArrayOutputStream();
    }

    /** A piece of the body came, and is consumed; null when more decides. */
    @Nullable
    Finding piece(ByteBuffer piece) {
        ByteBuffer counted = piece.duplicate();
        counted.limit(counted.position() + Math.min(piece.remaining(), expected.maxBodyBytes() - received));
        boolean over = piece.remaining() > counted.remaining();
        piece.position(piece.limit());
        if (received == 0) {
            quoted = Sockets.quote(counted);
        }
        received += counted.remaining();
        if (kept == null) {
            return search(counted);
        }
        byte[] bytes = new byte[counted.remaining()];
        counted.get(bytes);
        kept.write(bytes, 0, bytes.length);
        return over
                ? Finding.of(Reason.TOO_LARGE, "the body has more than " + expected.maxBodyBytes() + " bytes")
                : null;
    }

    private @Nullable Finding search(ByteBuffer piece) {
        boolean all = true;
        for (int i = 0; i < matched.length; i++) {
            BytePattern pattern = ((HttpExpected.Contains) rules.get(i)).pattern();
            matched[i] = pattern.search(matched[i], piece.duplicate());
            all &= pattern.found(matched[i]);
        }
        if (all) {
            return Finding.of(Reason.EXPECTED, "the expected text is in the body");
        }
        return received >= expected.maxBodyBytes()
                ? Finding.of(
                        Reason.TOO_LARGE,
                        "the first " + expected.maxBodyBytes() + " bytes of the body are without the expected text")
                : null;
    }

    /** The body has ended. */
    Finding end() {
        if (kept == null) {
            return Finding.of(Reason.CONTENT, "a body of " + received + " bytes without the expected text: " + quoted);
        }
        byte[] bytes = kept.toByteArray();
        for (HttpExpected.Body rule : rules) {
            String fault = rule.fault(bytes);
            if (fault != null) {
                return Finding.of(Reason.CONTENT, fault);
            }
        }
        return Finding.of(Reason.EXPECTED, "the body of " + received + " bytes is as expected")
                .with(expected.digested() ? sha256(bytes) : null);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
