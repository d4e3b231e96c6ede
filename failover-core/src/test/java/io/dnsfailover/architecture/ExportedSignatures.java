package io.dnsfailover.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.BiConsumer;

/** What a caller outside the module can see of a type: its supertypes and the types its public and protected members name. */
final class ExportedSignatures {
    private ExportedSignatures() {}

    static ArchCondition<JavaClass> notName(DescribedPredicate<? super JavaClass> forbidden) {
        return new ArchCondition<>("not name types that " + forbidden.getDescription() + " in exported signatures") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isVisible(type)) {
                    return;
                }
                visit(
                        type,
                        (where, named) -> named.getAllInvolvedRawTypes().stream()
                                .map(JavaClass::getBaseComponentType)
                                .filter(forbidden)
                                .forEach(bad -> events.add(SimpleConditionEvent.violated(
                                        type,
                                        where + " names " + bad.getName() + " in " + type.getSourceCodeLocation()))));
            }
        };
    }

    static boolean isVisible(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(ExportedSignatures::isVisible).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static void visit(JavaClass type, BiConsumer<String, JavaType> visitor) {
        type.getSuperclass().ifPresent(parent -> visitor.accept(type.getName(), parent));
        type.getInterfaces().forEach(parent -> visitor.accept(type.getName(), parent));
        type.getTypeParameters().forEach(parameter -> visitor.accept(type.getName(), parameter));
        for (JavaMember member : type.getMembers()) {
            if (!isVisible(member.getModifiers())) {
                continue;
            }
            if (member instanceof JavaField field) {
                visitor.accept(field.getFullName(), field.getType());
            } else if (member instanceof JavaCodeUnit code) {
                visitor.accept(code.getFullName(), code.getReturnType());
                code.getParameterTypes().forEach(parameter -> visitor.accept(code.getFullName(), parameter));
                code.getTypeParameters().forEach(parameter -> visitor.accept(code.getFullName(), parameter));
                code.getThrowsClause().getTypes().forEach(thrown -> visitor.accept(code.getFullName(), thrown));
            }
        }
    }
}
