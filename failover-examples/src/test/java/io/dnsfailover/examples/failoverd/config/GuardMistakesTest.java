package io.dnsfailover.examples.failoverd.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in {@code prober}, {@code brake}, {@code doubt}, {@code control-targets} and {@code reconcile}. */
class GuardMistakesTest {
    private static final String GOOD = "{address: 192.0.2.1, probe: {type: tcp, port: 53}}";
    private static final String OTHER = "{address: 192.0.2.2, probe: {type: tcp, port: 53}}";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prober: {max-per-target: 0} | 1:26: prober.max-per-target: must be a whole number from 1 to 1000000, not 0",
                "prober: {max-per-second: x} | 1:26: prober.max-per-second: must be a whole number from 1 to 1000000, not 'x'",
                "brake: {share: 0} | 1:16: brake.share: must be a whole number from 1 to 100, not 0",
                "brake: {minimum: 0} | 1:18: brake.minimum: must be a whole number from 1 to 1000000, not 0",
                "brake: {window: 8d} | 1:17: brake.window: a brake has a window of 1s to 7 days, not 8d",
                "brake: {per: 1m} | 1:9: brake.per: is not a key of brake, which are: share, minimum, window",
                "brake: 50 | 1:8: brake: must be a mapping of keys to values, not '50'",
                "doubt: {share: 50} | 1:16: doubt.share: must be a whole number from 51 to 100, not 50",
                "doubt: {minimum: 1} | 1:18: doubt.minimum: must be a whole number from 2 to 1000000, not 1",
                "reconcile: {every: 999ms} | 1:20: reconcile.every: a reconciliation has a period of 1s to 1d, not 999ms",
                "reconcile: {max-per-second: 0} | 1:29: reconcile.max-per-second: must be a whole number from 1 to 10000, not 0",
                "reconcile: {diverged-after: 2d} | 1:29: reconcile.diverged-after: a reconciliation has a divergence of 1s to"
                        + " 1d, not 2d",
                "doubt: never | 1:8: doubt: must be a mapping of keys to values, not 'never'"
            })
    void guard_withAMistake_isRefused(String line, String mistake) {
        assertThat(new ConfigFile(directory).mistakes(line + "\n" + ConfigFile.policy()))
                .containsExactly(mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "GOOD | 1:18: control-targets: must have 2 to 16 targets, or be left out: the failure of one thing is no"
                        + " evidence of a cut",
                "GOOD, GOOD | 1:71: control-targets[1]: has the id of the target in line 1: ids must be unique",
                "GOOD, {address: 192.0.2.2} | 1:71: control-targets[1].probe: must be set",
                "GOOD, {probe: {type: tcp, port: 53}} | 1:71: control-targets[1]: must have an address or a target",
                "GOOD, {address: 192.0.2.2, probe: {type: tcp, port: 0}} | 1:117: control-targets[1].probe.port: must be a"
                        + " whole number from 1 to 65535, not 0",
                "GOOD, {address: 192.0.2.2, probe: {type: http, path: x}} | 1:118: control-targets[1].probe.path: must start"
                        + " with one '/' and have at most 2048 characters, all visible ASCII, percent-encoded where"
                        + " needed, without a fragment ('#')",
                "GOOD, OTHER, 192.0.2.3 | 1:123: control-targets[2]: must be a mapping of keys to values, not '192.0.2.3'"
            })
    void controlTargets_withAMistake_areRefused(String items, String mistake) {
        String list = items.replace("GOOD", GOOD).replace("OTHER", OTHER);

        assertThat(new ConfigFile(directory).mistakes("control-targets: [" + list + "]\n" + ConfigFile.policy()))
                .containsExactly(mistake);
    }
}
