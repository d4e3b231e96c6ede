package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.Printable;
import org.jspecify.annotations.Nullable;

/**
 * What a value is called, such as {@code policies[www].timeout}. Put together only when somebody asks: almost nobody does.
 *
 * @param parent what it is part of; null for the file
 * @param part its key, or {@code [index]}
 */
record PropertyPath(@Nullable PropertyPath parent, String part) {
    static final PropertyPath FILE = new PropertyPath(null, "");

    PropertyPath key(String key) {
        return new PropertyPath(this, key);
    }

    PropertyPath item(int index) {
        return new PropertyPath(this, "[" + index + "]");
    }

    /** The same item called by its name instead of its index. */
    PropertyPath named(String name) {
        return new PropertyPath(parent, "[" + name + "]");
    }

    /** Tells whether it is the value of a top-level key, or part of it. */
    boolean isIn(String topLevelKey) {
        return parent != null && (parent.equals(FILE) ? part.equals(topLevelKey) : parent.isIn(topLevelKey));
    }

    @Override
    public String toString() {
        String before = parent == null ? "" : parent.toString();
        String shown = Printable.of(part);
        return before.isEmpty() || shown.startsWith("[") ? before + shown : before + "." + shown;
    }
}
