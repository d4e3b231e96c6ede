package io.dnsfailover;

import io.dnsfailover.model.Printable;
import io.dnsfailover.spi.Notifier;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The notifiers of a host by name, in the order in which they were given. */
final class Notifiers {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9._-]");
    private static final int MAX_CLASS_NAME = 56; // leaves room for a number

    private final Map<String, Notifier> byName = new LinkedHashMap<>();

    void add(String name, Notifier notifier) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a notifier has 1 to 64 letters, digits, '.', '-' or '_', not '" + Printable.of(name)
                            + "'");
        }
        if (byName.putIfAbsent(name, notifier) != null) {
            throw new IllegalArgumentException("notifier '" + name + "' was already given");
        }
    }

    /** Names one by its class; a second of the same class is number 2. */
    void add(Notifier notifier) {
        String full = notifier.getClass().getName();
        String simple = UNFIT.matcher(full.substring(full.lastIndexOf('.') + 1)).replaceAll("-");
        String base = simple.substring(0, Math.min(simple.length(), MAX_CLASS_NAME));
        String name = base;
        for (int number = 2; byName.containsKey(name); number++) {
            name = base + "-" + number;
        }
        byName.put(name, notifier);
    }

    Map<String, Notifier> byName() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }
}
