package io.dnsfailover.examples.failoverd.config;

import java.util.Collection;
import java.util.List;

/** Finds the word that was meant. */
final class Spelling {
    private Spelling() {}

    /** Such as {@code : did you mean 'timeout'?}; empty when no known word is one letter off. */
    static String hint(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate ->
                        isOneLetterOff(word, candidate) || fold(word).equals(fold(candidate)))
                .findFirst()
                .map(candidate -> ": did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** Such as {@code tcp, udp or http}. */
    static String oneOf(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** One letter more, less, other, or two neighbours swapped. */
    static boolean isOneLetterOff(String a, String b) {
        int start = 0;
        while (start < a.length() && start < b.length() && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        String restOfA = a.substring(start);
        String restOfB = b.substring(start);
        if (restOfA.isEmpty() || restOfB.isEmpty()) {
            return restOfA.length() + restOfB.length() == 1;
        }
        return restOfA.substring(1).equals(restOfB)
                || restOfB.substring(1).equals(restOfA)
                || restOfA.substring(1).equals(restOfB.substring(1))
                || isSwapped(restOfA, restOfB);
    }

    private static boolean isSwapped(String a, String b) {
        return a.length() >= 2
                && b.length() >= 2
                && a.charAt(0) == b.charAt(1)
                && a.charAt(1) == b.charAt(0)
                && a.substring(2).equals(b.substring(2));
    }

    /** Without what is often mixed up: {@code confirmAfter}, {@code confirm_after}, {@code confirm-after}. */
    private static String fold(String word) {
        return word.replaceAll("[-_ ]", "").toLowerCase(java.util.Locale.ROOT);
    }
}
