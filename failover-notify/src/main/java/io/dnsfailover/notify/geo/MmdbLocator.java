package io.dnsfailover.notify.geo;

import com.maxmind.db.Reader;
import io.dnsfailover.model.Printable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locates addresses by an {@code .mmdb} file that the user brings (MaxMind DB format 2.0) with the usual layout of city
 * databases: {@code location.latitude}, {@code location.longitude}, {@code city.names.en}, {@code country.iso_code}, as GeoLite2 and
 * DB-IP have it. Needs the library {@code com.maxmind.db:maxmind-db}, which is an optional dependency. The whole file is read into memory.
 */
public final class MmdbLocator implements GeoLocator {
    private static final Logger LOG = LoggerFactory.getLogger(MmdbLocator.class);

    private final Path file;
    private final Reader reader;

    private MmdbLocator(Path file, Reader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Reads a database.
     *
     * @param file the file
     * @return a locator that holds it in memory
     * @throws IOException when the file cannot be read or is no such database; the message names the file
     */
    public static MmdbLocator open(Path file) throws IOException {
        try {
            return new MmdbLocator(file, new Reader(file.toFile(), Reader.FileMode.MEMORY));
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "'" + file + "' cannot be used as an .mmdb database: " + Printable.of("" + e.getMessage()), e);
        }
    }

    @Override
    public Optional<GeoPoint> locate(InetAddress address) {
        try {
            Map<?, ?> record = reader.get(address, Map.class);
            return record == null ? Optional.empty() : Optional.ofNullable(point(record));
        } catch (IOException | RuntimeException e) {
            // A damaged file shows itself only when it is asked. The report has to go out without the map then.
            LOG.warn(
                    "'{}' does not say where {} is: {}",
                    file,
                    address.getHostAddress(),
                    Printable.of("" + e.getMessage()));
            return Optional.empty();
        }
    }

    private static @Nullable GeoPoint point(Map<?, ?> record) {
        Map<?, ?> location = child(record, "location");
        if (!(location.get("latitude") instanceof Number latitude)
                || !(location.get("longitude") instanceof Number longitude)) {
            return null;
        }
        String city = text(child(child(record, "city"), "names"), "en");
        String country = text(child(record, "country"), "iso_code");
        String label = city.isEmpty() || country.isEmpty() ? city + country : city + ", " + country;
        return new GeoPoint(latitude.doubleValue(), longitude.doubleValue(), label);
    }

    private static Map<?, ?> child(Map<?, ?> record, String name) {
        return record.get(name) instanceof Map<?, ?> child ? child : Map.of();
    }

    private static String text(Map<?, ?> record, String name) {
        return record.get(name) instanceof String text ? text : "";
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            LOG.debug("'{}' could not be closed", file, e);
        }
    }

    @Override
    public String toString() {
        return "MmdbLocator " + file;
    }
}
