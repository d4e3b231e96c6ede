package io.dnsfailover.examples.failoverd.config.probe;

import java.util.List;

/**
 * The keys of a probe, or of a mapping inside it.
 *
 * @param name what people call it, and {@code docs/configuration.md} above its table
 * @param keys the keys, in the order in which they are printed
 */
public record Section(String name, List<String> keys) {
    static Section of(String name, String... keys) {
        return new Section(name, List.of(keys));
    }
}
