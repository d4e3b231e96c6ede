package io.dnsfailover.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The packages of core stand in the order of the flow, and what decides is pure. */
class CoreArchitectureTest {
    /** An outage passes through these from first to last; each may use only the ones before it. */
    private static final List<String> LAYERS = List.of(
            "io.dnsfailover.model..",
            "io.dnsfailover.health..",
            "io.dnsfailover.quorum..",
            "io.dnsfailover.readiness..",
            "io.dnsfailover.policy..",
            "io.dnsfailover.decision..",
            "io.dnsfailover.event..",
            "io.dnsfailover.spi..",
            "io.dnsfailover.journal..",
            "io.dnsfailover.status..",
            "io.dnsfailover.internal..",
            "io.dnsfailover");

    private static final String[] PURE = {
        "io.dnsfailover.model..",
        "io.dnsfailover.health..",
        "io.dnsfailover.quorum..",
        "io.dnsfailover.readiness..",
        "io.dnsfailover.decision.."
    };

    private static final int FLOOR = 120;

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.dnsfailover");

    @Test
    @DisplayName("the rules below see the classes of core")
    void scan_findsClasses() {
        assertThat(CORE).hasSizeGreaterThanOrEqualTo(FLOOR);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("io.dnsfailover.(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void layers_dependOnlyOnEarlierOnes() {
        for (int i = 0; i < LAYERS.size(); i++) {
            String layer = LAYERS.get(i);
            String[] later = LAYERS.subList(i + 1, LAYERS.size()).toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that(resideInAPackage(layer))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .allowEmptyShould(true)
                        .check(CORE);
            }
        }
    }

    @Test
    @DisplayName("a new package is given its place in the order")
    void everyClass_belongsToALayer() {
        classes().should().resideInAnyPackage(LAYERS.toArray(String[]::new)).check(CORE);
    }

    @Test
    void pureLayers_useNoThreadsSocketsOrLogs() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.concurrent..").or(PureTypes.IO_OR_LOGGING))
                .check(CORE);
    }

    @Test
    @DisplayName("an address is parsed, never looked up")
    void pureLayers_resolveNoNames() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should(PureTypes.resolveNames())
                .check(CORE);
    }

    @Test
    void pureLayers_holdOnlyImmutableTypes() {
        classes()
                .that()
                .resideInAnyPackage(PURE)
                .should(PureTypes.beImmutable())
                .check(CORE);
    }

    @Test
    @DisplayName("a user's own Guava never meets ours")
    void exportedSignatures_nameOnlyJavaAndOurOwnTypes() {
        DescribedPredicate<JavaClass> foreign = resideOutsideOfPackages(
                        "java..", "javax.net.ssl", "io.dnsfailover..", "org.jspecify.annotations")
                .and(DescribedPredicate.describe("not primitive", type -> !type.isPrimitive()));
        classes()
                .that()
                .resideOutsideOfPackage("io.dnsfailover.internal..")
                .should(ExportedSignatures.notName(foreign))
                .check(CORE);
    }

    @Test
    @DisplayName("an internal type in an exported signature could not be used by a modular caller")
    void exportedSignatures_nameNoInternalTypes() {
        classes()
                .that()
                .resideOutsideOfPackage("io.dnsfailover.internal..")
                .should(ExportedSignatures.notName(resideInAPackage("io.dnsfailover.internal..")))
                .check(CORE);
    }
}
