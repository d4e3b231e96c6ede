package io.dnsfailover.simulation.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A bug, as a patch in {@code src/test/resources/planted} that {@code git apply} takes too. Its first line says what is wrong; a line
 * {@code Seen by: I1, I8} names the rules of the simulation that may see it: a bug that only another rule sees was not understood.
 *
 * @param name the name of the file without its ending, such as {@code 07-empty-set}
 * @param sentence what is wrong
 * @param seenBy the names of the rules
 * @param patch the change
 */
record PlantedBug(String name, String sentence, Set<String> seenBy, Patch patch) {
    private static final String SEEN_BY = "Seen by: ";
    private static final String ENDING = ".patch";

    /** All of them, in the order of their numbers. */
    static List<PlantedBug> all() throws IOException {
        Path directory = Sources.root().resolve("failover-simulation/src/test/resources/planted");
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> patches = files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
            List<PlantedBug> bugs = new ArrayList<>();
            for (Path patch : patches) {
                bugs.add(read(patch));
            }
            return bugs;
        }
    }

    private static PlantedBug read(Path file) throws IOException {
        String name = file.getFileName().toString();
        List<String> lines = Files.readAllLines(file);
        Set<String> rules = new TreeSet<>();
        lines.stream()
                .filter(line -> line.startsWith(SEEN_BY))
                .forEach(line ->
                        rules.addAll(List.of(line.substring(SEEN_BY.length()).split(", "))));
        if (rules.isEmpty()) {
            throw new IllegalStateException(file + " does not say which rules see the bug");
        }
        return new PlantedBug(
                name.substring(0, name.length() - ENDING.length()), lines.get(0), rules, Patch.parse(lines));
    }

    @Override
    public String toString() {
        return name;
    }
}
