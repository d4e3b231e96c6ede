package io.dnsfailover.simulation.planted;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * The product once more, with some classes replaced: everything of {@code io.dnsfailover} is loaded here anew, the replaced classes
 * first, so that nothing of it knows the originals. The rest comes from the test's own loader.
 */
final class PatchedLoader extends ClassLoader {
    private static final String OURS = "io.dnsfailover.";

    private final Map<String, byte[]> replaced;

    PatchedLoader(Map<String, byte[]> replaced) {
        super(PatchedLoader.class.getClassLoader());
        this.replaced = replaced;
    }

    /** Makes an object of a class of the test, as this loader sees it; the interface is one that both sides know. */
    <T> T make(Class<T> known, Class<? extends T> type) throws ReflectiveOperationException {
        var constructor = loadClass(type.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return known.cast(constructor.newInstance());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = replaced.containsKey(name) ? replaced.get(name) : original(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
