package io.dnsfailover.model;

/**
 * Foreign text made safe to show: text that an endpoint, a server or a file sent goes through here before
 * it reaches a log, a mail or a page.
 */
public final class Printable {
    /** The longest text that {@link #of(String)} returns, in characters. */
    public static final int MAX_CHARS = 512;

    private static final String CUT = "...";

    private Printable() {}

    /**
     * Escapes and cuts a text. Control characters (line breaks and ANSI escapes among them),
     * bidirectional overrides, separators, and everything outside printable ASCII become
     * {@code \}{@code uXXXX}, the backslash is doubled, and what is longer than {@link #MAX_CHARS} ends in
     * {@code ...}.
     *
     * @param foreign any text
     * @return a single line of printable ASCII
     */
    public static String of(String foreign) {
        StringBuilder out = new StringBuilder(Math.min(foreign.length(), MAX_CHARS) + 16);
        int room = 0; // what still leaves room for the dots
        for (int i = 0; i < foreign.length(); i++) {
            out.append(escaped(foreign.charAt(i)));
            if (out.length() <= MAX_CHARS - CUT.length()) {
                room = out.length();
            } else if (out.length() > MAX_CHARS) {
                out.setLength(room);
                return out.append(CUT).toString();
            }
        }
        return out.toString();
    }

    private static String escaped(char c) {
        if (c == '\\') {
            return "\\\\";
        }
        return c >= ' ' && c <= '~' ? String.valueOf(c) : String.format("\\u%04x", (int) c);
    }
}
