package io.dnsfailover.examples.failoverd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|--config FILE is missing",
                "--check|--config FILE is missing",
                "--config|--config needs a file",
                "--config=|--config needs a file",
                "--conf x|unknown option '--conf'",
                "x.yaml|unknown option 'x.yaml'",
                "--config x.yaml y.yaml|unexpected argument 'y.yaml'",
                "--config x.yaml --config y.yaml|unexpected argument '--config'",
                "--config x.yaml --svg y.svg|unexpected argument '--svg'",
                "backtest --config x.yaml|--journal DIR is missing",
                "backtest --journal j|--config FILE is missing",
                "backtest --journal= --config x.yaml|--journal needs a directory",
                "backtest --check --config x.yaml|unknown option '--check'"
            })
    void wrongUsage_isSaidWithTheUsage(String arguments, String complaint) {
        int code = run(arguments);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("failoverd: " + complaint).contains("usage: failoverd");
        assertThat(out.size()).isZero();
    }

    @Test
    void help_isNoMistake() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("usage: failoverd");
    }

    @Test
    void version_isOneLine() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString(UTF_8)).matches("failoverd \\S.*\\R");
    }

    @Test
    void missingFile_isAMistake() {
        assertThat(run("--config nowhere.yaml")).isEqualTo(2);
        assertThat(err.toString(UTF_8).strip()).isEqualTo("nowhere.yaml:1:1: cannot be read: there is no such file");
    }

    private int run(String arguments) {
        List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split(" "));
        return new Failoverd(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)).run(words);
    }
}
