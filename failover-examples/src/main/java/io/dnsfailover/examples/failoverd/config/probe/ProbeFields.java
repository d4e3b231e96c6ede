package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.model.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the file says of one probe. A reading returns null (a list: leaves out) what is not set or cannot be read; of the latter it has
 * told the user, and readers go on to find the next mistake. Whether a value makes sense is for the probe itself to say.
 */
public interface ProbeFields {
    /** Tells whether a key is set, to whatever. */
    boolean has(String key);

    /** A mistake when a key is not set. */
    void require(String key);

    /** A mistake at the value of a key that is set. */
    void wrong(String key, String rule);

    /** A text; a number is one too. */
    @Nullable
    String text(String key);

    /** A text, read further by a function that throws {@link IllegalArgumentException} for what it does not accept. */
    <T> @Nullable T read(String key, Function<String, T> reader);

    /** A whole number. */
    @Nullable
    Integer number(String key, int least, int most);

    /** True or false. */
    @Nullable
    Boolean truth(String key);

    /** One of some words. */
    @Nullable
    String word(String key, List<String> words);

    /** The texts of a list, or one text alone, each read further; empty when the key is not set. A list must not be empty. */
    <T> List<T> list(String key, Function<String, T> reader);

    /** The texts of a mapping whose keys are up to the user, in their order; empty when the key is not set. */
    Map<String, String> texts(String key);

    /** Tells whether a key is set to a mapping. */
    boolean isMapping(String key);

    /** The mapping that a key is set to. */
    @Nullable
    ProbeFields mapping(String key, Section section);

    /** A constant, in upper or lower case, with hyphens. */
    default <E extends Enum<E>> @Nullable E one(String key, Class<E> type) {
        return read(key, text -> word(text, type));
    }

    /** A constant of an enumeration. */
    static <E extends Enum<E>> E word(String text, Class<E> type) {
        List<E> all = List.of(type.getEnumConstants());
        return all.stream()
                .filter(constant -> constant.name().replace('_', '-').equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + all.stream()
                                .map(constant -> constant.name().replace('_', '-'))
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ", not '" + Printable.of(text) + "'"));
    }

    /** The port, which must be set; any port when it cannot be read. */
    default int requiredPort() {
        require("port");
        Integer port = number("port", 1, 65_535);
        return port == null ? 1 : port;
    }

    /** A mistake when two keys are set that say the same in two ways. */
    default void exclude(String key, String other) {
        if (has(key) && has(other)) {
            wrong(other, "is set besides " + key + ": one of them is enough");
        }
    }
}
