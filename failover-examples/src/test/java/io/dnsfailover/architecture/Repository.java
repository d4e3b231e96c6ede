package io.dnsfailover.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All modules of the repository, as the tests of this last module see them. */
final class Repository {
    static final String BASE = "io.dnsfailover";

    /** The modules that users depend on. */
    static final List<String> PUBLISHED =
            List.of("failover-core", "failover-probes", "failover-dns", "failover-notify", "failover-testkit");

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Repository() {}

    static Path sourcesOf(String module) {
        return ROOT.resolve(module).resolve("src/main/java");
    }

    /** What the modules and the examples are made of, without tests. */
    static JavaClasses mainClasses() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages(BASE);
    }

    /** The tests of all modules, as far as they have been compiled. */
    static JavaClasses testClasses() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> compiled = modules.map(module -> module.resolve("target/test-classes"))
                    .filter(Files::isDirectory)
                    .toList();
            return new ClassFileImporter().importPaths(compiled);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isExample(JavaClass type) {
        return type.getPackageName().startsWith(BASE + ".examples");
    }

    static boolean isInternal(JavaClass type) {
        return type.getPackageName().contains(".internal");
    }
}
