package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.spi.Secret;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads secrets from where the file says: a file beside it, or a variable of the environment. They never stand in the file itself. */
final class SecretReader {
    private final Path directory;

    SecretReader(Path directory) {
        this.directory = directory;
    }

    /**
     * What {@code NAME-file} or {@code NAME-env} lead to.
     *
     * @param required whether one of them must be set
     */
    @Nullable
    SecretSource read(Fields fields, String name, boolean required) {
        Value file = fields.get(name + "-file");
        Value variable = fields.get(name + "-env");
        if (file != null && variable != null) {
            variable.wrong("is set beside " + name + "-file: one of them is enough");
            return null;
        }
        if (file != null) {
            return ofFile(file, name + "-file");
        }
        if (variable != null) {
            return ofVariable(variable, name + "-env");
        }
        if (required) {
            fields.self().wrong("must have " + name + "-file or " + name + "-env");
        }
        return null;
    }

    private @Nullable SecretSource ofFile(Value value, String key) {
        String name = value.text();
        if (name == null) {
            return null;
        }
        try {
            return new SecretSource(Secret.read(directory.resolve(name)), key, name);
        } catch (IOException e) {
            value.wrong("cannot be read: " + YamlDocument.why(e));
        } catch (InvalidPathException e) {
            value.wrong("is not the name of a file");
        } catch (IllegalArgumentException e) {
            value.wrong(String.valueOf(e.getMessage()));
        }
        return null;
    }

    private static @Nullable SecretSource ofVariable(Value value, String key) {
        return value.read(name -> {
            String text = System.getenv(name);
            if (text == null) {
                throw new IllegalArgumentException("the environment has no such variable");
            }
            return new SecretSource(Secret.of(text), key, name);
        });
    }
}
