package io.dnsfailover.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Small rules that keep a type readable and a stack trace useful. */
final class HouseStyle {
    /** A caller who catches one of these catches everybody's. */
    private static final Set<String> BARE =
            Set.of("java.lang.RuntimeException", "java.lang.Exception", "java.lang.Error", "java.lang.Throwable");

    private static final Set<String> OPTIONALS = Set.of(
            Optional.class.getName(),
            OptionalInt.class.getName(),
            OptionalLong.class.getName(),
            OptionalDouble.class.getName());

    private static final String PROMISES_NOTHING = "(.*(Impl|Manager|Util|Utils|Helper))|(Abstract.*)";

    private HouseStyle() {}

    static ArchCondition<JavaClass> throwNamedExceptions() {
        return condition("throw only exceptions that have a name of their own", (type, fault) -> {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                boolean superCall = access.getOrigin().isConstructor()
                        && access.getOriginOwner().isAssignableTo(Throwable.class);
                if (access.getTarget().getName().equals("<init>")
                        && BARE.contains(access.getTargetOwner().getName())
                        && !superCall) {
                    fault.accept(access.getDescription());
                }
            }
        });
    }

    static ArchCondition<JavaClass> printNoStackTraces() {
        return condition("log a throwable instead of printing it", (type, fault) -> {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (access.getTarget().getName().equals("printStackTrace")) {
                    fault.accept(access.getDescription());
                }
            }
        });
    }

    static ArchCondition<JavaClass> writeToNoStandardStream() {
        return condition("write to no standard stream", (type, fault) -> {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err", "in")
                                .contains(access.getTarget().getName())) {
                    fault.accept(access.getDescription());
                }
            }
        });
    }

    static ArchCondition<JavaClass> useOptionalOnlyToReturn() {
        return condition("use Optional only as a return type", (type, fault) -> {
            type.getFields().stream()
                    .filter(field -> OPTIONALS.contains(field.getRawType().getName()))
                    .forEach(field -> fault.accept(field.getFullName() + " is a field"));
            type.getCodeUnits().stream()
                    .filter(code -> !isSynthetic(code))
                    .filter(code -> code.getRawParameterTypes().stream()
                            .anyMatch(parameter -> OPTIONALS.contains(parameter.getName())))
                    .forEach(code -> fault.accept(code.getFullName() + " takes one"));
        });
    }

    static ArchCondition<JavaClass> notBeSerialized() {
        return condition("keep away from Java serialization", (type, fault) -> {
            if (type.getRawInterfaces().stream().anyMatch(parent -> parent.isEquivalentTo(Serializable.class))
                    || type.isAssignableTo(Externalizable.class)) {
                fault.accept(type.getName() + " declares itself serializable");
            }
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (access.getTargetOwner().isAssignableTo(ObjectInputStream.class)
                        || access.getTargetOwner().isAssignableTo(ObjectOutputStream.class)) {
                    fault.accept(access.getDescription());
                }
            }
        });
    }

    /** A public class can be extended only where that is the point: a contract test of the testkit. */
    static ArchCondition<JavaClass> beClosedForExtension() {
        return condition("be final, sealed, a record, an enum or an interface", (type, fault) -> {
            boolean closed = type.isInterface()
                    || type.isEnum()
                    || type.isRecord()
                    || type.getModifiers().contains(JavaModifier.FINAL)
                    || type.reflect().isSealed();
            if (!closed) {
                fault.accept(type.getName() + " is open in " + type.getSourceCodeLocation());
            }
        });
    }

    static ArchCondition<JavaClass> beNamedForWhatTheyAre() {
        return condition("have a name that says what makes them special", (type, fault) -> {
            if (type.getSimpleName().matches(PROMISES_NOTHING)) {
                fault.accept(type.getName());
            }
        });
    }

    private static boolean isSynthetic(JavaCodeUnit code) {
        return code.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static ArchCondition<JavaClass> condition(
            String description, BiConsumer<JavaClass, Consumer<String>> rule) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                rule.accept(type, fault -> events.add(SimpleConditionEvent.violated(type, fault)));
            }
        };
    }
}
