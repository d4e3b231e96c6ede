package io.dnsfailover.notify.picture;

/** On which ground an SVG picture is drawn. */
public enum Theme {
    /** Dark on light, wherever it is shown. */
    LIGHT,
    /** Light on dark, wherever it is shown. */
    DARK,
    /** As the reader prefers ({@code prefers-color-scheme}); light where the viewer cannot tell. */
    AUTO
}
