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
        if (isPrintable(foreign)) {
            return foreign;
        }
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

    private static boolean isPrintable(String text) {
        if (text.length() > MAX_CHARS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes the escapes back: {@code of(unescaped(x))} is {@code x} for every text {@code x} that {@link #of} returned. What was cut
     * stays cut.
     *
     * @param printable a text that {@link #of} returned
     * @return the foreign text, which is not safe to show
     * @throws IllegalArgumentException when a backslash escapes nothing
     */
    public static String unescaped(String printable) {
        int at = printable.indexOf('\\');
        if (at < 0) {
            return printable;
        }
        StringBuilder out = new StringBuilder(printable.length());
        int done = 0;
        while (at >= 0) {
            out.append(printable, done, at);
            if (printable.startsWith("\\\\", at)) {
                out.append('\\');
                done = at + 2;
            } else if (printable.startsWith("\\u", at) && printable.length() >= at + 6) {
                out.append((char) Integer.parseInt(printable.substring(at + 2, at + 6), 16));
                done = at + 6;
            } else {
                throw new IllegalArgumentException("'" + of(printable) + "' has a backslash that escapes nothing");
            }
            at = printable.indexOf('\\', done);
        }
        return out.append(printable, done, printable.length()).toString();
    }

    private static String escaped(char c) {
        if (c == '\\') {
            return "\\\\";
        }
        return c >= ' ' && c <= '~' ? String.valueOf(c) : String.format("\\u%04x", (int) c);
    }
}
