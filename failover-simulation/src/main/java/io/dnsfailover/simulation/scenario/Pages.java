package io.dnsfailover.simulation.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the pages of {@code docs/} that hold what the engine does. */
public final class Pages {
    static final String COMMAND = "mvn -q -DskipTests package && java -cp failover-simulation/target/simulation.jar "
            + "io.dnsfailover.simulation.scenario.Pages docs";

    private Pages() {}

    /**
     * Writes the pages.
     *
     * @param args the directory
     * @throws IOException when they cannot be written
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1 || !Files.isDirectory(Path.of(args[0]))) {
            throw new IllegalArgumentException("say the directory to write to, and nothing else");
        }
        Path directory = Path.of(args[0]);
        Files.writeString(directory.resolve("report.md"), ReportPage.text());
        Files.writeString(directory.resolve("thresholds.md"), ThresholdsPage.text());
    }
}
