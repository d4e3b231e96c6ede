package io.dnsfailover.model;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a check noticed beside its outcome. None of it ever counts for or against an endpoint: it is shown, warned of, and compared
 * between endpoints, so that a backup is known to be ready before it is needed.
 *
 * @param warning one line for people about what is still well and soon will not be; made {@link Printable} here; null for none
 * @param certificateEnds when the endpoint's certificate ceases to be valid; null where there is none, or it was not seen
 * @param contentDigest a digest of the content, the same for the same content; 1 to 128 printable ASCII characters without
 *     spaces; null where the probe makes none
 */
public record Notes(
        @Nullable String warning,
        @Nullable Instant certificateEnds,
        @Nullable String contentDigest) {
    /** Nothing noticed. */
    public static final Notes NONE = new Notes(null, null, null);

    private static final Pattern DIGEST = Pattern.compile("[!-~]{1,128}");

    /** Escapes and cuts the warning, and checks the digest. */
    public Notes {
        warning = warning == null || warning.isEmpty() ? null : Printable.of(warning);
        if (contentDigest != null && !DIGEST.matcher(contentDigest).matches()) {
            throw new IllegalArgumentException("the digest '" + Printable.of(contentDigest)
                    + "' must be 1 to 128 printable ASCII characters without spaces");
        }
    }

    Notes withWarning(String added) {
        String all = warning == null ? added : Printable.unescaped(warning) + "; " + added;
        return new Notes(all, certificateEnds, contentDigest);
    }

    Notes withCertificateEnds(Instant end) {
        return new Notes(plainWarning(), end, contentDigest);
    }

    Notes withContentDigest(String digest) {
        return new Notes(plainWarning(), certificateEnds, digest);
    }

    private @Nullable String plainWarning() {
        return warning == null ? null : Printable.unescaped(warning);
    }
}
