package io.dnsfailover.notify.gallery;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.notify.Attachment;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.geo.GeoLocator;
import io.dnsfailover.notify.geo.GeoPicture;
import io.dnsfailover.notify.geo.SpecimenGeography;
import io.dnsfailover.notify.picture.Picture;
import io.dnsfailover.notify.picture.PngImage;
import io.dnsfailover.notify.picture.Theme;
import io.dnsfailover.notify.report.IncidentPage;
import io.dnsfailover.notify.report.Report;
import io.dnsfailover.notify.report.ReportMessage;
import io.dnsfailover.notify.report.SpecimenReport;
import io.dnsfailover.notify.timeline.Mark;
import io.dnsfailover.notify.timeline.TimelinePicture;
import io.dnsfailover.notify.trace.PathPicture;
import io.dnsfailover.notify.trace.SpecimenPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** Writes all kinds of pictures to {@code target/gallery}, to be looked at. Run its main method from the module's directory. */
public final class Gallery {
    private static final Endpoint ENDPOINT = Endpoint.of("192.0.2.10").named("primary");

    private final Path folder;

    private Gallery(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        Gallery gallery = new Gallery(Path.of(args.length > 0 ? args[0] : "target/gallery"));
        Files.createDirectories(gallery.folder);
        for (int locations : List.of(1, 3, 14)) {
            for (int hops : List.of(3, 8, 30)) {
                gallery.write(
                        "path-" + locations + "-locations-" + hops + "-hops",
                        PathPicture.of(ENDPOINT, SpecimenPaths.broken(locations, hops)));
            }
        }
        gallery.write(
                "path-ipv6",
                PathPicture.of(Endpoint.of("2001:db8:ffff:ffff:ffff:ffff:ffff:1006"), SpecimenPaths.overIpv6()));
        gallery.reports();
        gallery.maps();
    }

    private void reports() throws IOException {
        for (int locations : List.of(1, 3, 14)) {
            Report report =
                    SpecimenReport.full(locations, 8, "no connection in 1000ms").build();
            Files.writeString(folder.resolve("report-" + locations + ".txt"), report.text());
            Files.writeString(folder.resolve("page-" + locations + ".html"), IncidentPage.of(report));
            Message mail = ReportMessage.of(report, EnumSet.allOf(ReportMessage.Part.class))
                    .build();
            Files.writeString(
                    folder.resolve("mail-" + locations + ".html"),
                    mail.html().replace("cid:path", "mail-" + locations + "-path.png"));
            for (Attachment attachment : mail.attachments()) {
                Files.write(folder.resolve("mail-" + locations + "-" + attachment.name()), attachment.content());
            }
            write(
                    "timeline-" + locations,
                    TimelinePicture.of(
                            "Checks of fra1",
                            SpecimenReport.observations(locations),
                            List.of(
                                    new Mark("first failed check began", SpecimenReport.at(0)),
                                    new Mark("confirmed by the quorum", SpecimenReport.at(6.2)),
                                    new Mark("fresh check asked for", SpecimenReport.at(6.2)),
                                    new Mark("decided", SpecimenReport.at(6.4)),
                                    new Mark("bind-1 serves it", SpecimenReport.at(6.41)))));
        }
    }

    private void maps() throws IOException {
        try (GeoLocator locator = new SpecimenGeography()) {
            write(
                    "map-3",
                    GeoPicture.of(ENDPOINT, SpecimenPaths.broken(3, 8), locator).orElseThrow());
            write(
                    "map-14",
                    GeoPicture.of(ENDPOINT, SpecimenPaths.broken(14, 30), locator)
                            .orElseThrow());
            write(
                    "map-1",
                    GeoPicture.of(ENDPOINT, SpecimenPaths.broken(1, 8), locator).orElseThrow());
        }
    }

    private void write(String name, Picture picture) throws IOException {
        for (Theme theme : Theme.values()) {
            Files.writeString(
                    folder.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".svg"), picture.svg(theme));
        }
        Files.write(folder.resolve(name + ".png"), PngImage.of(picture, false, 2));
    }
}
