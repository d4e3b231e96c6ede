package io.dnsfailover.notify.webhook;

/** Shortens texts to what a service takes. */
final class Cut {
    private static final String MARK = "...";

    private Cut() {}

    /** At most so many characters; what is longer ends in three dots. Never half of a surrogate pair. */
    static String to(int max, String text) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - MARK.length();
        return text.substring(0, Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end) + MARK;
    }
}
