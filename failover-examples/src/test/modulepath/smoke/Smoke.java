package smoke;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.util.List;

/**
 * Loads every class of every published module and resolves the types of its members, so that a forgotten {@code requires} ends this
 * with an error; prints the name and the number of classes of each.
 */
public final class Smoke {
    private Smoke() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        ModuleLayer.boot().configuration().modules().stream()
                .filter(module -> module.name().startsWith("io.dnsfailover."))
                .forEach(module -> System.out.println(module.name() + " " + load(module)));
    }

    private static int load(ResolvedModule resolved) {
        if (resolved.reference().descriptor().isAutomatic()) {
            throw new IllegalStateException(resolved.name() + " has no module descriptor");
        }
        Module module = ModuleLayer.boot().findModule(resolved.name()).orElseThrow();
        List<String> names = classesOf(resolved);
        for (String name : names) {
            Class<?> loaded = Class.forName(module, name);
            if (loaded == null) {
                throw new IllegalStateException(name + " does not load");
            }
            loaded.getDeclaredConstructors();
            loaded.getDeclaredFields();
            loaded.getDeclaredMethods();
        }
        return names.size();
    }

    private static List<String> classesOf(ResolvedModule module) {
        try (ModuleReader reader = module.reference().open()) {
            return reader.list()
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
