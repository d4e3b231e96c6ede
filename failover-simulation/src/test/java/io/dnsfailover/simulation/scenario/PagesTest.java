package io.dnsfailover.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    @DisplayName("docs/report.md is what the engine does in the named scenarios")
    void report_committed_isWhatTheEngineDoes() throws IOException {
        assertUpToDate("report.md", ReportPage.text());
    }

    @Test
    @DisplayName("docs/thresholds.md is what the quorum rules say and what the engine takes")
    void thresholds_committed_areWhatTheEngineDoes() throws IOException {
        assertUpToDate("thresholds.md", ThresholdsPage.text());
    }

    @Test
    void main_noDirectory_saysWhatIsMissing() {
        assertThatThrownBy(() -> Pages.main(new String[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("directory");
    }

    private static void assertUpToDate(String page, String now) throws IOException {
        assertThat(Files.readString(DOCS.resolve(page)))
                .as("docs/%s is not what the engine does now. When that is intended: %s", page, Pages.COMMAND)
                .isEqualTo(now);
    }
}
