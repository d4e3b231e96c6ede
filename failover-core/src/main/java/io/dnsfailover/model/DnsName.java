package io.dnsfailover.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An absolute domain name in presentation format, such as {@code www.example.com.} (RFC 9499 section 2).
 *
 * <p>Names are ASCII: letters, digits, hyphens and underscores, with {@code *} allowed as the leftmost
 * label. An internationalized name is written with its A-labels ({@code xn--...}). Escapes are refused:
 * what would be ambiguous in a zone file is an error here. A name keeps the case it was written in and
 * compares without it (RFC 4343).
 */
public final class DnsName implements Comparable<DnsName> {
    private static final int MAX_LABEL_OCTETS = 63;
    private static final int MAX_NAME_OCTETS = 255;

    /** The root of the name space, {@code .}. */
    public static final DnsName ROOT = new DnsName(".");

    private final String text;
    private final String folded;

    private DnsName(String text) {
        this.text = text;
        this.folded = text.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads an absolute name.
     *
     * @param text the name with its final dot
     * @return the name
     * @throws IllegalArgumentException when the name is not absolute, a label is empty or longer than 63
     *     octets, the whole is longer than 255 octets, or a character is not allowed; the message names
     *     the rule
     */
    public static DnsName of(String text) {
        if (text.equals(".")) {
            return ROOT;
        }
        if (!text.endsWith(".")) {
            throw new IllegalArgumentException(
                    "'" + Printable.of(text) + "' is not absolute: a name must end in a dot");
        }
        int octets = 1;
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            checkLabel(text, start, dot);
            octets += dot - start + 1;
            start = dot + 1;
        }
        if (octets > MAX_NAME_OCTETS) {
            throw broken(text, "takes " + octets + " octets: a name has at most " + MAX_NAME_OCTETS);
        }
        return new DnsName(text);
    }

    private static void checkLabel(String text, int start, int end) {
        if (start == end) {
            throw broken(text, "has an empty label");
        }
        if (end - start > MAX_LABEL_OCTETS) {
            throw broken(text, "has a label of " + (end - start) + " octets: a label has at most " + MAX_LABEL_OCTETS);
        }
        if (start == 0 && end == 1 && text.charAt(0) == '*') {
            return;
        }
        for (int i = start; i < end; i++) {
            if (!isAllowed(text.charAt(i))) {
                String shown = Printable.of(text.substring(i, i + 1));
                throw broken(
                        text,
                        "holds the character '" + shown + "': a name has letters, digits, '-' and '_' (write"
                                + " an internationalized name with its A-labels)");
            }
        }
    }

    private static IllegalArgumentException broken(String text, String rule) {
        return new IllegalArgumentException("'" + Printable.of(text) + "' " + rule);
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /**
     * Tells whether this name is the other or lies below it.
     *
     * @param ancestor the name that may be above
     * @return true for the name itself, for every name below it, and always for {@link #ROOT}
     */
    public boolean isAtOrBelow(DnsName ancestor) {
        return ancestor.folded.equals(".") || folded.equals(ancestor.folded) || folded.endsWith("." + ancestor.folded);
    }

    /**
     * The labels from left to right, without the root label.
     *
     * @return an immutable list; empty for {@link #ROOT}
     */
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        int start = 0;
        for (int dot = text.indexOf('.'); dot > 0; dot = text.indexOf('.', start)) {
            labels.add(text.substring(start, dot));
            start = dot + 1;
        }
        return List.copyOf(labels);
    }

    /**
     * This name with one more label on the left.
     *
     * @param label the new leftmost label
     * @return the longer name
     * @throws IllegalArgumentException when the result breaks a rule of {@link #of(String)}
     */
    public DnsName child(String label) {
        return of(folded.equals(".") ? label + "." : label + "." + text);
    }

    /**
     * The name in lower case, as caches and indexes compare it.
     *
     * @return the folded presentation format, with the final dot
     */
    public String folded() {
        return folded;
    }

    @Override
    public int compareTo(DnsName other) {
        return folded.compareTo(other.folded);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DnsName name && folded.equals(name.folded);
    }

    @Override
    public int hashCode() {
        return folded.hashCode();
    }

    /** The name as it was written, with the final dot. */
    @Override
    public String toString() {
        return text;
    }
}
