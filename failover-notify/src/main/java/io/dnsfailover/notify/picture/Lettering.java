package io.dnsfailover.notify.picture;

/**
 * How wide text is, without asking a font: an upper bound that holds for the fonts that viewers put in. Letters of one width are
 * 0.6 of their size wide in nearly every such font; others are counted one by one.
 */
public final class Lettering {
    private static final int MAX_CHARS = 200;
    private static final String CUT = "...";
    private static final double MONO = 0.602;

    private Lettering() {}

    /**
     * How wide a text is at most.
     *
     * @param text printable ASCII
     * @param size the size of the letters, in pixels
     * @param face the kind of letters
     * @return pixels
     */
    public static double width(String text, double size, Shape.Face face) {
        if (face == Shape.Face.MONO) {
            return text.length() * MONO * size;
        }
        double ems = text.chars().mapToDouble(Lettering::ems).sum();
        return ems * size * (face == Shape.Face.BOLD ? 1.1 : 1.0);
    }

    /**
     * As much of a text as fits.
     *
     * @param text any text
     * @param room how wide it may be, in pixels
     * @param size the size of the letters, in pixels
     * @param face the kind of letters
     * @return the text, or its beginning and three dots; empty when not even those fit
     */
    public static String fit(String text, double room, double size, Shape.Face face) {
        String clean = clean(text);
        if (width(clean, size, face) <= room) {
            return clean;
        }
        int end = clean.length();
        while (end > 0 && width(clean.substring(0, end) + CUT, size, face) > room) {
            end--;
        }
        return end == 0 ? "" : clean.substring(0, end) + CUT;
    }

    static String clean(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), MAX_CHARS));
        for (int i = 0; i < text.length() && i < MAX_CHARS; i++) {
            char c = text.charAt(i);
            out.append(c >= ' ' && c <= '~' ? c : '?');
        }
        if (text.length() > MAX_CHARS) {
            out.replace(MAX_CHARS - CUT.length(), MAX_CHARS, CUT);
        }
        return out.toString();
    }

    /** Rounded up from the widest of the usual fonts (Helvetica, Arial, Segoe UI, DejaVu Sans). */
    private static double ems(int c) {
        if ("iljI.,:;|!'".indexOf(c) >= 0) {
            return 0.34;
        }
        if ("ftr()[]-/ \"".indexOf(c) >= 0) {
            return 0.44;
        }
        if ("mwMW@%".indexOf(c) >= 0) {
            return 0.98;
        }
        return c >= 'A' && c <= 'Z' ? 0.76 : 0.64;
    }
}
