package io.dnsfailover.notify.report;

import io.dnsfailover.notify.Attachment;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.MessageBuilder;
import io.dnsfailover.notify.picture.Picture;
import io.dnsfailover.notify.picture.PngImage;
import io.dnsfailover.notify.picture.Theme;
import io.dnsfailover.notify.report.Block.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A report as a message: subject, plain text, HTML with the pictures in it, and files. Where this machine cannot draw a PNG image, the
 * message says what the picture would show in words, and goes out.
 */
public final class ReportMessage {
    /** What is put beside the text and the HTML. */
    public enum Part {
        /** Each picture as a PNG image inside of the HTML; needs the JDK's module {@code java.desktop}. */
        PNG_INSIDE,
        /** Each picture as an SVG file. */
        SVG_FILES,
        /** The incident page as an HTML file. */
        INCIDENT_PAGE
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReportMessage.class);
    private static final int SCALE = 2;

    private final Map<String, Attachment> images = new LinkedHashMap<>();
    private final List<Attachment> files = new ArrayList<>();

    private ReportMessage() {}

    /**
     * Puts a report into a message. Draws the pictures on the thread that calls, which takes some tens of milliseconds.
     *
     * @param report what it tells
     * @param parts what is put beside the text and the HTML
     * @return a builder that has all but recipients
     */
    public static MessageBuilder of(Report report, Set<Part> parts) {
        ReportMessage message = new ReportMessage();
        List<Section> sections = report.sections(false);
        for (Section section : sections) {
            section.blocks().forEach(block -> message.add(block, parts));
        }
        if (parts.contains(Part.INCIDENT_PAGE)) {
            byte[] page = IncidentPage.of(report).getBytes(StandardCharsets.UTF_8);
            message.files.add(Attachment.file("incident.html", "text/html", page));
        }
        MessageBuilder builder = Message.about(report.event())
                .subject(report.subject())
                .text(report.text())
                .attachments(message.attachments());
        String html = message.html(report, sections);
        if (html.length() > MessageBuilder.MAX_HTML) {
            LOG.warn(
                    "the report of {} goes out as plain text: its HTML has {} characters",
                    report.event().header().id(),
                    html.length());
            return builder;
        }
        return builder.html(html);
    }

    /** What fits into a message: the pictures of the HTML first, then the files. */
    private List<Attachment> attachments() {
        List<Attachment> all = new ArrayList<>(images.values());
        all.addAll(files);
        List<Attachment> fitting = new ArrayList<>();
        int octets = 0;
        for (Attachment attachment : all) {
            if (octets + attachment.size() > MessageBuilder.MAX_ATTACHED
                    || fitting.size() == MessageBuilder.MAX_ATTACHMENTS) {
                LOG.warn("a report goes out without the file {}: too much is attached already", attachment);
                continue;
            }
            octets += attachment.size();
            fitting.add(attachment);
        }
        return fitting;
    }

    private void add(Block block, Set<Part> parts) {
        if (!(block instanceof Figure figure)) {
            return;
        }
        Picture picture = figure.picture();
        if (parts.contains(Part.PNG_INSIDE)) {
            try {
                byte[] png = PngImage.of(picture, false, SCALE);
                images.put(figure.id(), Attachment.picture(figure.id() + ".png", "image/png", png, figure.id()));
            } catch (IOException e) {
                LOG.warn("a report goes out without the picture '{}'", figure.id(), e);
            }
        }
        if (parts.contains(Part.SVG_FILES)) {
            byte[] svg = picture.svg(Theme.AUTO).getBytes(StandardCharsets.UTF_8);
            files.add(Attachment.file(figure.id() + ".svg", "image/svg+xml", svg));
        }
    }

    private String html(Report report, List<Section> sections) {
        String title = report.subject();
        String body = new HtmlWriter(this::image).write(title, Tones.of(report.event()), sections);
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"color-scheme\" content=\"light dark\">"
                + "<meta name=\"supported-color-schemes\" content=\"light dark\"><title>"
                + HtmlWriter.escaped(title) + "</title>\n<style>" + HtmlWriter.DARK_STYLE
                + "</style></head>\n<body class=\"ground\" style=\"margin:0;\">\n" + body + "</body></html>\n";
    }

    private String image(Figure figure) {
        if (!images.containsKey(figure.id())) {
            return "";
        }
        return "<img src=\"cid:" + figure.id() + "\" width=\""
                + figure.picture().width() + "\" alt=\""
                + HtmlWriter.escaped(figure.picture().title())
                + "; in words below\" style=\"display:block;max-width:100%;height:auto;border:0;\">";
    }
}
