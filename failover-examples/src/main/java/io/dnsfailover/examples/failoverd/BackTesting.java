package io.dnsfailover.examples.failoverd;

import io.dnsfailover.examples.failoverd.config.Configuration;
import io.dnsfailover.examples.failoverd.config.LocationSettings;
import io.dnsfailover.journal.JournalReader;
import io.dnsfailover.testkit.backtest.BackTest;
import io.dnsfailover.testkit.backtest.BackTestReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code failoverd backtest}: tries the policies of a configuration on a journal. Writes no name server and checks nothing. */
final class BackTesting {
    private BackTesting() {}

    /**
     * Reads, runs and draws.
     *
     * @param journal the directory of the journal
     * @param configuration the candidates, and the locations that they run from
     * @param picture where to draw; null for nowhere
     * @return what to print
     * @throws StartException when the journal cannot be read, or the picture cannot be written
     */
    static String run(Path journal, Configuration configuration, @Nullable Path picture) throws StartException {
        JournalReader.Recording recording;
        BackTest test;
        try {
            recording = JournalReader.read(journal);
            test = BackTest.of(recording.entries());
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException("the journal in " + journal + " cannot be used: " + e.getMessage(), e);
        }
        BackTestReport report = test.from(configuration.locations().stream()
                        .map(LocationSettings::location)
                        .toList())
                .guardedBy(
                        configuration.guards().brake(), configuration.guards().doubt())
                .against(configuration.policies());
        StringBuilder text = new StringBuilder(report.table());
        recording
                .remarks()
                .forEach(remark -> text.append("  journal: ").append(remark).append('\n'));
        if (picture != null) {
            try {
                Files.writeString(picture, report.svg(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new StartException("the picture " + picture + " cannot be written: " + e.getMessage(), e);
            }
            text.append("\nThe picture is in ").append(picture).append('\n');
        }
        return text.toString().stripTrailing();
    }
}
