package io.dnsfailover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything a user can name has a comment. The compiler's doclint checks the form of the comments; its own check for missing
 * ones would also ask for a tag that repeats the name of each parameter, which the house style leaves out.
 */
class JavadocTest {
    static Stream<String> modules() {
        return Repository.PUBLISHED.stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    @DisplayName("every exported type and member has a Javadoc comment")
    void exportedElements_haveComments(String module) throws IOException {
        List<Path> sources = exportedSources(Repository.sourcesOf(module));
        assertThat(sources).isNotEmpty();

        assertThat(elementsWithoutComment(sources)).isEmpty();
    }

    private static List<Path> exportedSources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !root.relativize(file).toString().contains("internal"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .toList();
        }
    }

    private static List<String> elementsWithoutComment(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            Scanner scanner = new Scanner(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                scanner.scan(unit, null);
            }
            return scanner.missing;
        }
    }

    /** Walks the public and protected elements only. */
    private static final class Scanner extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final List<String> missing = new ArrayList<>();

        private Scanner(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public Void visitPackage(PackageTree declared, Void context) {
            if (getCurrentPath().getCompilationUnit().getSourceFile().getName().endsWith("package-info.java")) {
                require("package " + declared.getPackageName());
            }
            return null;
        }

        @Override
        public Void visitClass(ClassTree type, Void context) {
            if (!isVisible(type.getModifiers())) {
                return null;
            }
            require(type.getSimpleName().toString());
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void context) {
            if (isVisible(method.getModifiers()) && !isOverride(method) && !isCanonical(method)) {
                require(enclosing().getSimpleName() + "." + method.getName());
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void context) {
            if (isVisible(field.getModifiers())) {
                require(enclosing().getSimpleName() + "." + field.getName());
            }
            return null;
        }

        private void require(String name) {
            if (docs.getDocComment(getCurrentPath()) == null) {
                missing.add(name + " in "
                        + getCurrentPath().getCompilationUnit().getSourceFile().getName());
            }
        }

        private ClassTree enclosing() {
            return (ClassTree) getCurrentPath().getParentPath().getLeaf();
        }

        private boolean isVisible(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            Tree parent = getCurrentPath().getParentPath() == null
                    ? null
                    : getCurrentPath().getParentPath().getLeaf();
            boolean inInterface = parent instanceof ClassTree type
                    && (type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE);
            return (inInterface && !flags.contains(Modifier.PRIVATE))
                    || flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED);
        }

        private static boolean isOverride(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().endsWith("Override"));
        }

        /** The record's own comment documents its components. */
        private boolean isCanonical(MethodTree method) {
            return method.getReturnType() == null && enclosing().getKind() == Tree.Kind.RECORD;
        }
    }
}
