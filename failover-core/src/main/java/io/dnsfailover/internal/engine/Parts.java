package io.dnsfailover.internal.engine;

import com.google.common.hash.Hashing;
import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.Printable;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.policy.CombinedProbe;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parts of a combined check come to together, as {@link CombinedProbe} says. Pure. */
final class Parts {
    private final CombinedProbe spec;
    private final @Nullable ProbeResult[] ended;
    private int passed;
    private int failed;
    private int left;

    private Parts(CombinedProbe spec, @Nullable ProbeResult[] ended) {
        this.spec = spec;
        this.ended = ended;
        for (int at = 0; at < ended.length; at++) {
            ProbeResult part = ended[at];
            int weight = spec.parts().get(at).weight();
            if (part == null) {
                left++;
            } else if (part.outcome() == Outcome.PASS) {
                passed += weight;
            } else if (part.outcome() == Outcome.FAIL) {
                failed += weight;
            }
        }
    }

    /**
     * The result of the whole.
     *
     * @param ended what each part came to; null where it still runs
     * @param latest the one of them that ended last
     * @return the result; null while the outcome is not sure
     */
    static @Nullable ProbeResult judge(CombinedProbe spec, @Nullable ProbeResult[] ended, ProbeResult latest) {
        return new Parts(spec, ended).whole(latest);
    }

    private @Nullable ProbeResult whole(ProbeResult latest) {
        if (passed >= spec.needed()) {
            return noted(latest.judged(Reason.EXPECTED, detail(sum(passed, spec.weight()) + " passed")));
        }
        if (spec.weight() - failed < spec.needed()) {
            return noted(latest.judged(latest.reason(), detail(sum(failed, spec.weight()) + " failed")));
        }
        if (left > 0) {
            return null;
        }
        return noted(latest.judged(firstUnsure(), detail(sum(passed, spec.needed()) + " that must pass did")));
    }

    private String sum(int some, int all) {
        boolean isCount = spec.weight() == spec.parts().size();
        return (isCount ? "" : "weight ") + some + " of " + all;
    }

    private Reason firstUnsure() {
        for (ProbeResult part : ended) {
            if (part != null && part.outcome() == Outcome.INCONCLUSIVE) {
                return part.reason();
            }
        }
        throw new IllegalStateException("where every part passed or failed, one of both is sure");
    }

    private String detail(String sum) {
        StringBuilder text = new StringBuilder(sum);
        for (int at = 0; at < ended.length; at++) {
            ProbeResult part = ended[at];
            if (part != null && part.outcome() != Outcome.PASS) {
                text.append("; part ")
                        .append(at + 1)
                        .append(" (")
                        .append(spec.parts().get(at).probe().type());
                text.append(") ").append(part.reason());
                if (!part.detail().isEmpty()) {
                    text.append(": ").append(Printable.unescaped(part.detail()));
                }
            }
        }
        return left == 0 ? text.toString() : text + "; sure without " + left + " more";
    }

    private ProbeResult noted(ProbeResult whole) {
        ProbeResult noted = whole.with(Notes.NONE);
        Instant end = null;
        List<String> digests = new ArrayList<>();
        for (int at = 0; at < ended.length; at++) {
            ProbeResult part = ended[at];
            if (part != null) {
                Notes notes = part.notes();
                noted = notes.warning() == null ? noted : noted.withWarning(Printable.unescaped(notes.warning()));
                end = earlier(end, notes.certificateEnds());
                if (notes.contentDigest() != null) {
                    digests.add(at + "=" + notes.contentDigest());
                }
            }
        }
        noted = end == null ? noted : noted.withCertificateEnds(end);
        return left > 0 || digests.isEmpty() ? noted : noted.withContentDigest(digest(digests));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return other == null || (one != null && one.isBefore(other)) ? one : other;
    }

    /** One for all: of the same parts with the same content it is the same. */
    private static String digest(List<String> digests) {
        return Hashing.sha256()
                .hashString(String.join("\n", digests), StandardCharsets.UTF_8)
                .toString();
    }
}
