package io.dnsfailover.probes.internal;

import java.nio.file.Path;
import java.util.List;

/**
 * One echo request, sent by the system's own program.
 *
 * @param places where the program may be, for IPv4
 * @param places6 where the program may be, for IPv6
 */
public record PingAsk(List<Path> places, List<Path> places6) implements Ask {
    private static final List<String> DIRECTORIES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    /**
     * Wherever systems have it.
     *
     * @return what to run
     */
    public static PingAsk usual() {
        List<Path> ping = DIRECTORIES.stream()
                .map(directory -> Path.of(directory, "ping"))
                .toList();
        List<Path> ping6 = DIRECTORIES.stream()
                .flatMap(directory -> List.of(Path.of(directory, "ping6"), Path.of(directory, "ping")).stream())
                .toList();
        return new PingAsk(ping, ping6);
    }

    @Override
    public Conversation talk(Check check, Way way) {
        return new PingConversation(check, this, way);
    }
}
