package io.dnsfailover.notify.route;

import io.dnsfailover.model.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of policies, in which {@code *} stands for any characters, none included. {@code *} alone fits every name, and the
 * events of the host too, whose policy is {@code *}.
 *
 * @param texts one at least, such as {@code www} or {@code shop-*}
 */
public record NamePattern(List<String> texts) {
    private static final Pattern NAME = Pattern.compile("[!-~]{1,255}");

    /** Fits every policy, and the host. */
    public static final NamePattern ANY = new NamePattern(List.of("*"));

    /** Checks the texts. */
    public NamePattern {
        texts = List.copyOf(texts);
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("a pattern of policies has at least one name");
        }
        for (String text : texts) {
            if (!NAME.matcher(text).matches()) {
                throw new IllegalArgumentException("pattern '" + Printable.of(text)
                        + "': has 1 to 255 printable ASCII characters without a space");
            }
        }
    }

    /**
     * A pattern.
     *
     * @param texts one at least
     * @return the pattern
     */
    public static NamePattern of(String... texts) {
        return new NamePattern(List.of(texts));
    }

    /**
     * Tells whether a policy is meant.
     *
     * @param policy its name
     * @return true when one of the texts fits
     */
    public boolean fits(String policy) {
        for (String text : texts) {
            if (fits(text, policy)) {
                return true;
            }
        }
        return false;
    }

    /** Piece by piece, so that no pattern can make it slow. */
    private static boolean fits(String pattern, String name) {
        List<String> pieces = pieces(pattern);
        String first = pieces.get(0);
        String last = pieces.get(pieces.size() - 1);
        if (pieces.size() == 1) {
            return name.equals(first);
        }
        if (!name.startsWith(first) || !name.endsWith(last) || name.length() < first.length() + last.length()) {
            return false;
        }
        int at = first.length();
        int end = name.length() - last.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = name.indexOf(piece, at);
            if (found < 0 || found + piece.length() > end) {
                return false;
            }
            at = found + piece.length();
        }
        return true;
    }

    private static List<String> pieces(String pattern) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        for (int star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', at)) {
            pieces.add(pattern.substring(at, star));
            at = star + 1;
        }
        pieces.add(pattern.substring(at));
        return pieces;
    }
}
