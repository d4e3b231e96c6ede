package io.dnsfailover.notify.report;

import io.dnsfailover.notify.picture.Theme;

/**
 * The report as an HTML file of its own that can be kept: with its pictures in it, with the time line of the checks around the event, light or
 * dark as the reader prefers. It loads nothing from anywhere and runs nothing, and a content security policy in it says so to the browser.
 */
public final class IncidentPage {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private IncidentPage() {}

    /**
     * Writes the page.
     *
     * @param report what it tells
     * @return a whole HTML document in printable ASCII
     */
    public static String of(Report report) {
        String title = report.subject();
        HtmlWriter writer = new HtmlWriter(figure -> figure.picture().svg(Theme.AUTO));
        String body = writer.write(title, Tones.of(report.event()), report.sections(true));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <meta name="referrer" content="no-referrer">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <style>
                body{margin:0}svg{max-width:100%%;height:auto}
                %s</style>
                </head>
                <body class="ground">
                %s</body>
                </html>
                """.formatted(POLICY, HtmlWriter.escaped(title), HtmlWriter.DARK_STYLE, body);
    }
}
