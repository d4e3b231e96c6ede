package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Ttl;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code dns}: what is answered, and to whom beside the sockets. */
final class AnswerSection {
    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9._-]{1,63}");
    /** What fits into the address of a Unix socket on every system. */
    private static final int MAX_SOCKET_PATH = 100;

    private AnswerSection() {}

    static AnswerSettings read(Fields dns, Path directory) {
        Value floorValue = dns.get("ttl-floor");
        Duration floor = floorValue == null ? null : floorValue.duration();
        if (floorValue != null && floor != null) {
            Duration read = floor;
            floor = floorValue.read(text -> Ttl.of(read).duration());
        }
        Value marks = dns.get("marks");
        Value status = dns.get("status");
        Value backend = dns.get("remote-backend");
        return new AnswerSettings(
                floor,
                marks == null ? null : marks.read(AnswerSection::owner),
                status != null && Boolean.TRUE.equals(status.truth()),
                backend == null ? null : backend.read(text -> socket(directory, text)));
    }

    private static String owner(String text) {
        if (!OWNER.matcher(text).matches()) {
            throw new IllegalArgumentException("must be 1 to 63 letters, digits, '.', '-' and '_'");
        }
        return text;
    }

    private static Path socket(Path directory, String text) {
        try {
            Path path = directory.resolve(text).normalize();
            if (path.toString().length() > MAX_SOCKET_PATH) {
                throw new IllegalArgumentException("the path of a socket has at most " + MAX_SOCKET_PATH
                        + " characters, not " + path.toString().length());
            }
            return path;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not the path of a socket", e);
        }
    }

    /** What {@code --check} prints. */
    static void print(AnswerSettings settings, Map<String, Object> dns) {
        if (settings.ttlFloor() != null) {
            dns.put("ttl-floor", DurationText.of(settings.ttlFloor()));
        }
        if (settings.marks() != null) {
            dns.put("marks", settings.marks());
        }
        if (settings.status()) {
            dns.put("status", true);
        }
        if (settings.remoteBackend() != null) {
            dns.put("remote-backend", settings.remoteBackend().toString());
        }
    }
}
