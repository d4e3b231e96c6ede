package io.dnsfailover.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every class of every module. The rules of core's own layers stand in core. */
class RepositoryArchitectureTest {
    private static final String CONTRACTS = "io.dnsfailover.testkit.contract";

    private static final DescribedPredicate<JavaClass> EXAMPLES = describe("are examples", Repository::isExample);

    private static final DescribedPredicate<JavaClass> PUBLIC = describe(
            "are public and exported",
            type -> type.getModifiers().contains(JavaModifier.PUBLIC) && !Repository.isInternal(type));

    private static final JavaClasses ALL = Repository.mainClasses();

    @ParameterizedTest
    @DisplayName("the rules below see the classes of every module")
    @ValueSource(strings = {"model", "spi", "internal.engine", "probes", "dns", "notify", "testkit", "examples"})
    void scan_findsClasses(String part) {
        assertThat(ALL.stream()
                        .filter(type -> type.getPackageName().startsWith("io.dnsfailover." + part))
                        .filter(type -> !type.getSimpleName().equals("package-info")))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("io.dnsfailover.(**)").should().beFreeOfCycles().check(ALL);
    }

    @ParameterizedTest
    @DisplayName("modules know core, never each other")
    @ValueSource(strings = {"probes", "dns", "notify", "testkit"})
    void modules_doNotSeeEachOther(String module) {
        String[] others = List.of("probes", "dns", "notify", "testkit", "examples").stream()
                .filter(other -> !other.equals(module))
                .map(other -> "io.dnsfailover." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.dnsfailover." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(ALL);
    }

    @Test
    void time_threadsAndRandomness_haveOneDoorEach() {
        noClasses()
                .that(not(EXAMPLES))
                .and(not(describe("are doors", Doors::isKeeper)))
                .and()
                .resideOutsideOfPackage(CONTRACTS)
                .should(Doors.bePassedBy())
                .check(ALL);
    }

    @Test
    void exceptions_haveNames() {
        check(HouseStyle.throwNamedExceptions());
        check(HouseStyle.printNoStackTraces());
    }

    @Test
    void standardStreams_areLeftToPrograms() {
        classes()
                .that(not(EXAMPLES))
                .should(HouseStyle.writeToNoStandardStream())
                .check(ALL);
    }

    @Test
    void optional_isOnlyReturned() {
        check(HouseStyle.useOptionalOnlyToReturn());
    }

    @Test
    void javaSerialization_isNotUsed() {
        check(HouseStyle.notBeSerialized());
    }

    @Test
    void publicTypes_areClosedForExtension() {
        classes()
                .that(PUBLIC)
                .and()
                .resideOutsideOfPackage(CONTRACTS)
                .should(HouseStyle.beClosedForExtension())
                .check(ALL);
    }

    @Test
    void publicTypes_areNamedForWhatTheyAre() {
        classes().that(PUBLIC).should(HouseStyle.beNamedForWhatTheyAre()).check(ALL);
    }

    @Test
    void everyImplementation_passesItsContract() {
        classes()
                .that(Contracts.IMPLEMENT_AN_SPI)
                .should(Contracts.havePassed(Repository.testClasses()))
                .check(ALL);
    }

    private static void check(ArchCondition<JavaClass> rule) {
        classes().should(rule).check(ALL);
    }
}
