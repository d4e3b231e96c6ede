package io.dnsfailover.notify.gallery;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.notify.picture.Picture;
import io.dnsfailover.notify.picture.PngImage;
import io.dnsfailover.notify.picture.Theme;
import io.dnsfailover.notify.trace.PathPicture;
import io.dnsfailover.notify.trace.SpecimenPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
    }

    private void write(String name, Picture picture) throws IOException {
        for (Theme theme : Theme.values()) {
            Files.writeString(
                    folder.resolve(name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + ".svg"),
                    picture.svg(theme));
        }
        Files.write(folder.resolve(name + ".png"), PngImage.of(picture, false, 2));
    }
}
