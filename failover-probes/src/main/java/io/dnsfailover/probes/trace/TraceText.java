package io.dnsfailover.probes.trace;

import io.dnsfailover.model.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringTokenizer;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a program of any {@link Flavour} prints. A line that starts with a number is a hop; one that starts with a
 * space goes on with the hop above it; every other line is no part of the way. What is not understood is left out; nothing throws.
 */
final class TraceText {
    private static final int MAX_LINE = 4096;
    private static final int MAX_TTL_DIGITS = 3;
    private static final String SPACE = " \t\r\f\u000b\u0000";

    /** How the indented lines begin that stand at the end of what tracepath prints, and belong to no hop. */
    private static final Set<String> SUMMARY = Set.of("Resume:", "Too");

    private TraceText() {}

    /** Reads the whole text; a last line without an end counts as far as it goes. */
    static Way parse(String text, int maxHops) {
        TreeMap<Integer, HopWords> hops = new TreeMap<>();
        HopWords current = null;
        for (String line : lines(text)) {
            List<String> words = words(line);
            if (words.isEmpty()) {
                continue;
            }
            int ttl = ttl(words.get(0));
            if (ttl > 0) {
                current = ttl > maxHops ? null : hops.computeIfAbsent(ttl, first -> new HopWords());
                words = words.subList(1, words.size());
            } else if (!Character.isWhitespace(line.charAt(0)) || SUMMARY.contains(words.get(0))) {
                current = null;
            }
            if (current != null) {
                current.read(words);
            }
        }
        return way(hops);
    }

    /** Without the last line when that may go on. */
    static String finished(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    /** The first line that is not the headline, as a reason why there are no hops. */
    static String complaint(String text) {
        for (String line : lines(text)) {
            String stripped = line.strip();
            if (!stripped.isEmpty() && !stripped.startsWith("traceroute to")) {
                return stripped;
            }
        }
        return "it printed nothing";
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        StringTokenizer each = new StringTokenizer(text, "\n");
        while (each.hasMoreTokens()) {
            String line = each.nextToken();
            lines.add(line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line);
        }
        return lines;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringTokenizer each = new StringTokenizer(line, SPACE);
        while (each.hasMoreTokens()) {
            words.add(each.nextToken());
        }
        return words;
    }

    /** Of {@code 3}, {@code 3:} and {@code 3?:}; 0 for any other word. */
    private static int ttl(String word) {
        String digits = word.endsWith(":") ? word.substring(0, word.length() - 1) : word;
        digits = digits.endsWith("?") ? digits.substring(0, digits.length() - 1) : digits;
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= MAX_TTL_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(digits) : 0;
    }

    private static Way way(SortedMap<Integer, HopWords> read) {
        List<Hop> hops = new ArrayList<>();
        boolean reached = false;
        for (var entry : read.entrySet()) {
            @Nullable Hop hop = entry.getValue().hop(entry.getKey());
            if (hop == null) {
                continue;
            }
            while (hops.size() < hop.ttl() - 1) {
                hops.add(new Hop(hops.size() + 1, 1, List.of()));
            }
            hops.add(hop);
            reached |= entry.getValue().saysReached();
        }
        return new Way(hops, reached);
    }
}
