package io.dnsfailover.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every implementation of an SPI has a test that extends the contract of that SPI and is named after it:
 * {@code ImplementationContractTest}, or {@code ImplementationOverTlsContractTest} where it is run in several ways.
 */
final class Contracts {
    private static final String CONTRACTS = "io.dnsfailover.testkit.contract";

    private static final List<String> SPI = List.of(
            "Probe",
            "Prober",
            "DnsPublisher",
            "Notifier",
            "StateStore",
            "ObservationSource",
            "TimeSource",
            "Scheduler",
            "RecordDirectory",
            "Journal",
            "Tracer",
            "Proof");

    private static final Set<String> PACKAGES = Set.of("io.dnsfailover.spi", "io.dnsfailover.journal");

    static final DescribedPredicate<JavaClass> IMPLEMENT_AN_SPI = describe(
            "implement an SPI",
            type -> !type.isInterface()
                    && !type.isAnonymousClass()
                    && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                    && !type.getPackageName().startsWith(CONTRACTS)
                    && !isHandOfAReplay(type)
                    && !interfacesOf(type).isEmpty());

    private Contracts() {}

    static ArchCondition<JavaClass> havePassed(JavaClasses tests) {
        return new ArchCondition<>("have a test that extends the contract") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (String spi : interfacesOf(type)) {
                    if (tests.stream().noneMatch(test -> isContractTest(test, type, spi))) {
                        events.add(SimpleConditionEvent.violated(
                                type,
                                "%s implements %s, but no test %s*ContractTest extends %s.%sContract"
                                        .formatted(type.getName(), spi, type.getSimpleName(), CONTRACTS, spi)));
                    }
                }
            }
        };
    }

    /** The clock and the scheduler of a replay go as a journal says, and not as time goes by. */
    private static boolean isHandOfAReplay(JavaClass type) {
        return type.getName().startsWith("io.dnsfailover.internal.engine.Replay$");
    }

    private static Set<String> interfacesOf(JavaClass type) {
        return type.getAllRawInterfaces().stream()
                .filter(parent -> PACKAGES.contains(parent.getPackageName()))
                .map(JavaClass::getSimpleName)
                .filter(SPI::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isContractTest(JavaClass test, JavaClass implementation, String spi) {
        return test.getSimpleName().startsWith(implementation.getSimpleName())
                && test.getSimpleName().endsWith("ContractTest")
                && test.getAllRawSuperclasses().stream()
                        .map(JavaClass::getName)
                        .anyMatch(parent -> parent.equals(CONTRACTS + "." + spi + "Contract"));
    }
}
