package io.dnsfailover.examples.failoverd.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration file with mistakes. Names every one of them. */
public final class InvalidConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Reports mistakes.
     *
     * @param file the file, as the user named it
     * @param problems all mistakes, in the order of the file
     */
    public InvalidConfigurationException(Path file, List<Problem> problems) {
        super(problems.stream().map(problem -> file + ":" + problem).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /**
     * Every mistake.
     *
     * @return at least one, in the order of the file
     */
    public List<Problem> problems() {
        return problems;
    }
}
