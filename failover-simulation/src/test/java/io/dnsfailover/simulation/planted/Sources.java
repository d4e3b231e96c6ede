package io.dnsfailover.simulation.planted;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sources of the repository: copied, patched and compiled in memory. */
final class Sources {
    private static final String MAIN = "/src/main/java/";

    private Sources() {}

    /** The directory that holds all modules; a test runs in that of its own. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("failover-core")) ? here : Objects.requireNonNull(here.getParent());
    }

    /**
     * Compiles what a patch changes, against the class path of this test.
     *
     * @return the class files, by the name of their class
     * @throws IllegalStateException when the patch does not fit any more, or what comes out does not compile
     */
    static Map<String, byte[]> compiled(Patch patch) throws IOException {
        List<JavaFileObject> units = new ArrayList<>();
        for (String file : patch.hunks().keySet()) {
            String original = Files.readString(root().resolve(file));
            units.add(new Text(file, patch.applyTo(file, original)));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        List<String> options = List.of(
                "-proc:none", "-parameters", "--release", "17", "-classpath", System.getProperty("java.class.path"));
        try (StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                InMemory memory = new InMemory(standard)) {
            if (!compiler.getTask(complaints, memory, null, options, null, units)
                    .call()) {
                throw new IllegalStateException("the patched sources do not compile:\n" + complaints);
            }
            return memory.classes();
        }
    }

    /** A source in memory. */
    private static final class Text extends SimpleJavaFileObject {
        private final String content;

        private Text(String file, String content) {
            super(URI.create("string:///" + file.substring(file.indexOf(MAIN) + MAIN.length())), Kind.SOURCE);
            this.content = content;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }
    }

    /** Keeps what the compiler writes. */
    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        private InMemory(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    written.put(className, bytes);
                    return bytes;
                }
            };
        }

        private Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new HashMap<>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }
}
