package io.dnsfailover.probes.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which programs there are, and of which flavour. The environment, {@code PATH} in it, has no say. */
final class Programs {
    /** Where only the system's administrator puts programs. */
    private static final List<String> DIRECTORIES = List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin");

    private static final List<String> NAMES = List.of("traceroute", "tracepath");

    private final @Nullable Path only;
    private final Map<Path, Flavour> flavours = new ConcurrentHashMap<>();

    Programs(@Nullable Path only) {
        this.only = only;
    }

    /** What can be run now; one that is installed later is found later. */
    List<Path> installed() {
        if (only != null) {
            return Files.isExecutable(only) ? List.of(only) : List.of();
        }
        List<Path> found = new ArrayList<>();
        for (String name : NAMES) {
            DIRECTORIES.stream()
                    .map(directory -> Path.of(directory, name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found;
    }

    /** What is missing when nothing is installed. */
    String missing() {
        return only != null
                ? "there is no program " + only + " to run"
                : "there is neither " + String.join(" nor ", NAMES) + " in " + String.join(", ", DIRECTORIES);
    }

    /**
     * Asks a program what it is, once.
     *
     * @param goOn is asked again and again whether to wait for the answer
     */
    Flavour flavour(Path program, Predicate<String> goOn) throws IOException, InterruptedException {
        Flavour known = flavours.get(program);
        if (known != null) {
            return known;
        }
        ChildProcess.Output version = ChildProcess.run(List.of(program.toString(), "--version"), goOn);
        Flavour told = Flavour.of(version.text());
        if (version.end() == ChildProcess.End.EXITED) {
            flavours.put(program, told);
        }
        return told;
    }

    /** The whole command; null when the program cannot do it. */
    static @Nullable List<String> command(Path program, Flavour flavour, TraceMode mode, Ask ask) {
        Path run = flavour == Flavour.BSD && ask.isIpv6() ? program.resolveSibling("traceroute6") : program;
        if (!flavour.can(mode, ask) || !Files.isExecutable(run)) {
            return null;
        }
        List<String> command = new ArrayList<>(List.of(run.toString()));
        command.addAll(flavour.arguments(mode, ask));
        return command;
    }
}
