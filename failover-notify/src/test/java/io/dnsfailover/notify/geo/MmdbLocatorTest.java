package io.dnsfailover.notify.geo;

import static io.dnsfailover.notify.trace.SpecimenPaths.inet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MmdbLocatorTest {
    private static final Map<String, Object> HAMBURG = Map.of(
            "location", Map.of("latitude", 53.55, "longitude", 10.0),
            "city", Map.of("names", Map.of("en", "Hamburg")),
            "country", Map.of("iso_code", "DE"));

    @TempDir
    Path folder;

    @Test
    void address_inTheDatabase_isLocated() throws IOException {
        try (MmdbLocator locator = open(HAMBURG)) {
            assertThat(locator.locate(inet("203.0.113.1"))).contains(new GeoPoint(53.55, 10.0, "Hamburg, DE"));
            assertThat(locator.locate(inet("10.0.0.1"))).isEmpty();
        }
    }

    @Test
    void address_withoutAName_isLocated() throws IOException {
        try (MmdbLocator locator = open(Map.of("location", Map.of("latitude", 1.5, "longitude", -2.5)))) {
            assertThat(locator.locate(inet("203.0.113.1"))).contains(new GeoPoint(1.5, -2.5, ""));
        }
    }

    @Test
    @DisplayName("entries of another layout, and places outside of the world, are unknown")
    void entry_ofAnotherLayout_isUnknown() throws IOException {
        try (MmdbLocator countries = open(Map.of("country", Map.of("iso_code", "DE")));
                MmdbLocator broken = open(Map.of("location", Map.of("latitude", 1234.0, "longitude", 0.0)))) {
            assertThat(countries.locate(inet("203.0.113.1"))).isEmpty();
            assertThat(broken.locate(inet("203.0.113.1"))).isEmpty();
        }
    }

    @Test
    void addressOfTheOtherFamily_isUnknown() throws IOException {
        try (MmdbLocator locator = open(HAMBURG)) {
            assertThat(locator.locate(inet("2001:db8::1"))).isEmpty();
        }
    }

    @Test
    void closedLocator_knowsNothing() throws IOException {
        MmdbLocator locator = open(HAMBURG);
        locator.close();
        locator.close();

        assertThat(locator.locate(inet("203.0.113.1"))).isEmpty();
    }

    @Test
    @DisplayName("a file that is no database is refused by name; a damaged one is refused, or knows less")
    void damagedFiles_doNoHarm() throws IOException {
        Path file = folder.resolve("places.mmdb");
        MmdbFile.write(file, HAMBURG);
        byte[] whole = Files.readAllBytes(file);

        assertThatIOException()
                .isThrownBy(() -> MmdbLocator.open(folder.resolve("none.mmdb")))
                .withMessageContaining("none.mmdb");
        for (int length = 0; length < whole.length; length++) {
            openAndAsk(Arrays.copyOf(whole, length));
        }
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x55;
            openAndAsk(flipped);
        }
    }

    private void openAndAsk(byte[] content) throws IOException {
        Path file = folder.resolve("damaged.mmdb");
        Files.write(file, content);
        try (MmdbLocator locator = MmdbLocator.open(file)) {
            assertThat(locator.locate(inet("203.0.113.1"))).isNotNull();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("damaged.mmdb");
        }
    }

    private MmdbLocator open(Map<String, Object> entry) throws IOException {
        Path file = folder.resolve("places-" + entry.hashCode() + ".mmdb");
        MmdbFile.write(file, entry);
        return MmdbLocator.open(file);
    }
}
