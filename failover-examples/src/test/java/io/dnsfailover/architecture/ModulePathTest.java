package io.dnsfailover.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All other tests run on the class path, where a forgotten {@code requires} or {@code exports} cannot be seen: httpcore5, for one,
 * needs the JDK's own module jdk.net and says so only at run time.
 */
class ModulePathTest {
    private static final List<String> PUBLISHED = List.of(
            "io.dnsfailover.core",
            "io.dnsfailover.probes",
            "io.dnsfailover.dns",
            "io.dnsfailover.notify",
            "io.dnsfailover.testkit");

    private static final Path PROGRAM = Path.of("src/test/modulepath");

    /** Long enough for two starts of a JVM on a busy machine; the test does not wait for it when all is well. */
    private static final long PATIENCE_SECONDS = 120;

    @Test
    @DisplayName("a user's module compiles against ours and runs with them")
    void program_onTheModulePath_usesEveryPublishedModule(@TempDir Path classes) throws Exception {
        String modules = publishedModulesAndTheirDependencies();

        run(Stream.concat(Stream.of(tool("javac"), "--module-path", modules, "-d", classes.toString()), sources()));
        String used = run(Stream.of(
                tool("java"),
                "--module-path",
                modules + File.pathSeparator + classes,
                "--module",
                "smoke/smoke.Smoke"));

        assertThat(used.lines()
                        .filter(line -> line.startsWith("io."))
                        .map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactlyInAnyOrderElementsOf(PUBLISHED);
        assertThat(used.lines()).contains("http check: PASS", "mail: taken");
    }

    @Test
    @DisplayName("every package but the internal ones is exported")
    void descriptors_exportAllButInternalPackages() {
        Path[] modulePath = Stream.of(publishedModulesAndTheirDependencies().split(File.pathSeparator))
                .map(Path::of)
                .toArray(Path[]::new);
        ModuleFinder finder = ModuleFinder.of(modulePath);

        for (String name : PUBLISHED) {
            ModuleDescriptor module = finder.find(name).orElseThrow().descriptor();
            assertThat(module.exports().stream().map(ModuleDescriptor.Exports::source))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(module.packages().stream()
                            .filter(packageName -> !packageName.contains(".internal"))
                            .toList());
        }
    }

    /** The class path of this test without the examples themselves: jars after packaging, directories of classes before. */
    private static String publishedModulesAndTheirDependencies() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path examples = Path.of("").toAbsolutePath();
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).toAbsolutePath().startsWith(examples))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(PROGRAM)) {
            return files.map(Path::toString).filter(file -> file.endsWith(".java")).toList().stream();
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static String run(Stream<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command.toList()).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
