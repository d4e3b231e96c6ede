package io.dnsfailover.notify;

/** Text without anything that a reader cannot see or that a format could take for its own. */
final class VisibleText {
    private static final String CUT = "...";

    private VisibleText() {}

    /** A single line of at most so many characters; white space at both ends is taken off. */
    static String line(String text, int max) {
        return cut(escaped(text, false).strip(), max);
    }

    /** Lines that end in a line feed, whatever ended them before. */
    static String lines(String text, int max) {
        String clean = escaped(text.replace("\r\n", "\n").replace('\r', '\n'), true);
        return cut(clean.endsWith("\n") || clean.isEmpty() ? clean : clean + "\n", max);
    }

    private static String escaped(String text, boolean lines) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            boolean layout = lines && (c == '\n' || c == '\t');
            if (layout || isVisible(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format("\\u%04x", c));
            }
        });
        return out.toString();
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - CUT.length();
        return text.substring(0, Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end) + CUT;
    }
}
