package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.policy.ProbeSpec;
import java.util.List;
import java.util.Map;

/**
 * One type of check in the file: its keys, how it is read, and how {@code --check} prints it.
 *
 * @param <S> the specification
 */
public interface ProbeType<S extends ProbeSpec> {
    /** What {@code type} can be, such as {@code http} and {@code https}. */
    List<String> words();

    /** The keys of the probe, then those of each mapping in it. */
    List<Section> sections();

    /** The specification's class. */
    Class<S> spec();

    /** Reads one whose {@code type} is {@code word}, without what cannot be read. */
    S read(String word, ProbeFields fields);

    /** Adds what comes after {@code type} and {@code port}, with nothing left to a default. */
    void print(S spec, Map<String, Object> map);
}
