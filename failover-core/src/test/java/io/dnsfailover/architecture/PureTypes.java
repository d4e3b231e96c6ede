package io.dnsfailover.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.InetAddress;
import java.util.Set;

/** What a type of the functional core may be made of. */
final class PureTypes {
    /** Addresses are values and allowed; what opens a socket, a file or a log is not. */
    static final DescribedPredicate<JavaClass> IO_OR_LOGGING = DescribedPredicate.describe(
            "do input, output or logging",
            type -> type.getPackageName().startsWith("java.nio.channels")
                    || type.getPackageName().startsWith("java.nio.file")
                    || type.getPackageName().startsWith("java.net.http")
                    || type.getPackageName().startsWith("java.util.logging")
                    || type.getPackageName().startsWith("org.slf4j")
                    || type.getName().matches("java\\.net\\.(.*Socket.*|Datagram.*|NetworkInterface|URL|URLConnection)")
                    || type.getName().matches("java\\.io\\.(File|Random|Console).*"));

    private static final Set<String> LOOKUPS =
            Set.of("getByName", "getAllByName", "getLocalHost", "getHostName", "getCanonicalHostName", "isReachable");

    private PureTypes() {}

    static ArchCondition<JavaClass> resolveNames() {
        return new ArchCondition<>("look up a name or an address") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    if (access.getTargetOwner().isAssignableTo(InetAddress.class)
                            && LOOKUPS.contains(access.getTarget().getName())) {
                        events.add(SimpleConditionEvent.satisfied(access, access.getDescription()));
                    }
                }
            }
        };
    }

    static ArchCondition<JavaClass> beImmutable() {
        return new ArchCondition<>(
                "be a record, an enum, a sealed or functional interface, or final with final fields") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isImmutable(type)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " can change in " + type.getSourceCodeLocation()));
                }
            }
        };
    }

    private static boolean isImmutable(JavaClass type) {
        if (type.isRecord() || type.isEnum() || type.isAnonymousClass() || type.isAnnotation()) {
            return true;
        }
        if (type.getModifiers().contains(JavaModifier.SYNTHETIC)
                || type.getSimpleName().equals("package-info")) {
            return true;
        }
        if (type.isInterface()) {
            return type.reflect().isSealed() || type.isAnnotatedWith(FunctionalInterface.class);
        }
        return type.getModifiers().contains(JavaModifier.FINAL)
                && type.getAllFields().stream()
                        .filter(field -> field.getOwner().getName().startsWith("io.dnsfailover."))
                        .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL));
    }
}
