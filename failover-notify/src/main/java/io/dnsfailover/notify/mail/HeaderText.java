package io.dnsfailover.notify.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Texts in header fields: as they are where that is plain ASCII, else as encoded words (RFC 2047). */
final class HeaderText {
    /** An encoded word has at most 75 characters: 12 of {@code =?UTF-8?B?} and {@code ?=}, and 60 of 45 octets in Base64. */
    private static final int OCTETS_IN_WORD = 45;

    private HeaderText() {}

    /** The value of a field of free text, such as Subject; folded between encoded words. */
    static String unstructured(String text) {
        return isPlain(text) ? text : encodedWords(text);
    }

    /** The name that stands before an address. */
    static String phrase(String text) {
        if (!isPlain(text)) {
            return encodedWords(text);
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Printable ASCII in which no encoded word could be read that is none. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~') && !text.contains("=?");
    }

    private static String encodedWords(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        int octets = 0;
        for (int c : text.codePoints().toArray()) {
            String character = Character.toString(c);
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > OCTETS_IN_WORD) {
                words.add(encodedWord(chunk.toString()));
                chunk.setLength(0);
                octets = 0;
            }
            chunk.append(character);
            octets += length;
        }
        words.add(encodedWord(chunk.toString()));
        return String.join("\r\n ", words);
    }

    private static String encodedWord(String chunk) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(chunk.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
