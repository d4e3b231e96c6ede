package io.dnsfailover.probes;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.dnsfailover.model.Printable;
import io.dnsfailover.probes.internal.BytePattern;
import io.dnsfailover.probes.internal.LinearPattern;
import io.dnsfailover.probes.internal.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * What must come: bytes, a pattern, or nothing.
 *
 * @param bytes null for a pattern or nothing
 * @param pattern a regular expression in the syntax of RE2; null for bytes or nothing
 */
record Expectation(@Nullable Payload bytes, @Nullable String pattern) {
    static final Expectation NOTHING = new Expectation(null, null);

    /** Instructions of a compiled pattern: each byte that comes can cost as many steps, on the thread of all checks. */
    private static final int MAX_PROGRAM = 100;

    static Expectation bytes(Payload payload) {
        return new Expectation(payload, null);
    }

    static Expectation pattern(String re2) {
        return new Expectation(null, re2);
    }

    /** Collects what is wrong with it, under {@code expect}, {@code expect-hex} or {@code expect-pattern}. */
    void check(Rules rules, int maxBytes) {
        rules.payload("expect", bytes, maxBytes);
        if (pattern != null) {
            String rule = rule(pattern);
            rules.require(rule == null, "expect-pattern", pattern, String.valueOf(rule));
        }
    }

    /** The rule that a pattern breaks; null when it is sound. */
    static @Nullable String rule(String pattern) {
        if (pattern.isEmpty() || pattern.length() > TcpProbe.MAX_PATTERN_CHARS) {
            return "must have 1 to " + TcpProbe.MAX_PATTERN_CHARS + " characters";
        }
        try {
            return Pattern.compile(pattern).programSize() <= MAX_PROGRAM
                    ? null
                    : "is too complex: repeat less, or fewer alternatives";
        } catch (PatternSyntaxException e) {
            return "must be a regular expression as RE2 knows it (" + Printable.of(e.getDescription()) + ")";
        }
    }

    /** Made ready to search. */
    @Nullable
    Wanted wanted() {
        if (pattern != null) {
            return new LinearPattern(pattern);
        }
        return bytes == null ? null : new BytePattern(bytes.bytes());
    }

    @Override
    public String toString() {
        if (pattern != null) {
            return " expect pattern '" + Printable.of(pattern) + "'";
        }
        return bytes == null ? "" : " expect " + bytes;
    }
}
