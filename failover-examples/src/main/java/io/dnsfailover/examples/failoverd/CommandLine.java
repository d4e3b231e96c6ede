package io.dnsfailover.examples.failoverd;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asks for.
 *
 * @param action what to do
 * @param config the configuration file; null when the action needs none
 */
record CommandLine(Action action, @Nullable Path config) {
    static final String USAGE = """
            usage: failoverd --config FILE            run in the foreground; 'ready' on standard output when all is checked
                   failoverd --config FILE --check    say every mistake in FILE, or print the effective configuration
                   failoverd --help | --version

            exit codes: 0 done or stopped by a signal, 1 could not start, 2 wrong usage or a mistake in FILE
            signals:    TERM and INT stop, HUP reads FILE again""";

    /** What can be asked for. */
    enum Action {
        RUN,
        CHECK,
        HELP,
        VERSION
    }

    /** Arguments that make no sense. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    static CommandLine parse(List<String> arguments) throws UsageException {
        Action action = Action.RUN;
        Path config = null;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--help", "-h" -> {
                    return new CommandLine(Action.HELP, null);
                }
                case "--version" -> {
                    return new CommandLine(Action.VERSION, null);
                }
                case "--check" -> action = Action.CHECK;
                default -> {
                    if (config != null) {
                        throw new UsageException("unexpected argument '" + argument + "'");
                    }
                    config = config(argument, rest);
                }
            }
        }
        if (config == null) {
            throw new UsageException("--config FILE is missing");
        }
        return new CommandLine(action, config);
    }

    private static Path config(String argument, Iterator<String> rest) throws UsageException {
        String prefix = "--config=";
        boolean isJoined = argument.startsWith(prefix);
        if (!isJoined && !argument.equals("--config")) {
            throw new UsageException("unknown option '" + argument + "'");
        }
        String file = isJoined ? argument.substring(prefix.length()) : rest.hasNext() ? rest.next() : "";
        if (file.isEmpty()) {
            throw new UsageException("--config needs a file");
        }
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new UsageException("--config: " + e.getMessage());
        }
    }
}
