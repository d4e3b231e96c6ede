package io.dnsfailover.notify.picture;

/**
 * The colours of all pictures, by what they stand for. Each has one value on a light ground and one on a dark ground; text
 * has a contrast of at least 4.5 to 1 with its ground, and no meaning is told by colour alone.
 */
public enum Ink {
    /** The ground of the picture. */
    GROUND("#ffffff", "#14171c"),
    /** What is read first. */
    TEXT("#1b1f24", "#e6e9ee"),
    /** What is read second. */
    MUTED("#57606a", "#a3adb8"),
    /** What lies behind: the last good path, grid lines. */
    FAINT("#d3d9e0", "#3d4550"),
    /** A stripe or panel that sets something apart from the ground. */
    PANEL("#f3f5f8", "#1e232b"),
    /** The paths as they are now. */
    PATH("#1b66c9", "#6aaeff"),
    /** What works. */
    GOOD("#1a7f37", "#4ac26b"),
    /** What is broken. */
    BAD("#c62828", "#ff7b72"),
    /** What is not well, or not certain. */
    WARN("#8a5a00", "#e3b341"),
    /** Land on a map. */
    LAND("#e4e9ee", "#2a313b"),
    /** The edge of land on a map. */
    COAST("#c0c9d2", "#48525f");

    private final String light;
    private final String dark;

    Ink(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /**
     * The colour on one ground.
     *
     * @param onDark whether the ground is dark
     * @return {@code #rrggbb}
     */
    public String hex(boolean onDark) {
        return onDark ? dark : light;
    }
}
