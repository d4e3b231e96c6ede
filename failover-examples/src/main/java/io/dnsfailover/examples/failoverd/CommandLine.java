package io.dnsfailover.examples.failoverd;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user asks for.
 *
 * @param action what to do
 * @param paths the files and directories that were named, by option
 */
record CommandLine(Action action, Map<Option, Path> paths) {
    static final String USAGE = """
            usage: failoverd --config FILE            run in the foreground; 'ready' on standard output when all is checked
                   failoverd --config FILE --check    say every mistake in FILE, or print the effective configuration
                   failoverd --config FILE --plan     read every name server, and print what a start would write where
                   failoverd backtest --journal DIR --config FILE [--svg PICTURE]
                                                      try the policies of FILE on what a journal holds; print what happened
                                                      beside what would have, and draw it into PICTURE
                   failoverd --help | --version

            exit codes: 0 done or stopped by a signal, 1 could not start or not read a server, 2 wrong usage or a mistake in FILE
            signals:    TERM and INT stop, HUP reads FILE again""";

    private static final String BACKTEST = "backtest";

    /** What can be asked for. */
    enum Action {
        RUN,
        CHECK,
        PLAN,
        BACKTEST,
        HELP,
        VERSION
    }

    /** What has a file or a directory behind it. */
    enum Option {
        CONFIG("--config", "a file"),
        JOURNAL("--journal", "a directory"),
        SVG("--svg", "a file");

        private final String word;
        private final String needs;

        Option(String word, String needs) {
            this.word = word;
            this.needs = needs;
        }
    }

    /** Arguments that make no sense. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    /** Whether a back-test is asked for, which is known before anything is parsed. */
    static boolean isBackTest(List<String> arguments) {
        return !arguments.isEmpty() && arguments.get(0).equals(BACKTEST);
    }

    static CommandLine parse(List<String> arguments) throws UsageException {
        Action action = isBackTest(arguments) ? Action.BACKTEST : Action.RUN;
        Map<Option, Path> paths = new EnumMap<>(Option.class);
        Deque<String> rest = new ArrayDeque<>(arguments.subList(action == Action.BACKTEST ? 1 : 0, arguments.size()));
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            if (argument.equals("--help") || argument.equals("-h")) {
                return new CommandLine(Action.HELP, Map.of());
            } else if (argument.equals("--version")) {
                return new CommandLine(Action.VERSION, Map.of());
            } else if (argument.equals("--check") && action == Action.RUN) {
                action = Action.CHECK;
            } else if (argument.equals("--plan") && action == Action.RUN) {
                action = Action.PLAN;
            } else {
                path(argument, rest, action, paths);
            }
        }
        require(Option.CONFIG, "FILE", paths);
        if (action == Action.BACKTEST) {
            require(Option.JOURNAL, "DIR", paths);
        }
        return new CommandLine(action, Map.copyOf(paths));
    }

    /** Reads an option with what belongs to it. */
    private static void path(String argument, Deque<String> rest, Action action, Map<Option, Path> paths)
            throws UsageException {
        Option option = null;
        for (Option known : Option.values()) {
            boolean fits = known == Option.CONFIG || action == Action.BACKTEST;
            if (fits && (argument.equals(known.word) || argument.startsWith(known.word + "="))) {
                option = known;
            }
        }
        if (option == null || paths.containsKey(option)) {
            boolean isLast = paths.containsKey(Option.CONFIG);
            throw new UsageException((isLast ? "unexpected argument '" : "unknown option '") + argument + "'");
        }
        boolean isJoined = !argument.equals(option.word);
        String file = isJoined ? argument.substring(option.word.length() + 1) : rest.isEmpty() ? "" : rest.remove();
        if (file.isEmpty()) {
            throw new UsageException(option.word + " needs " + option.needs);
        }
        try {
            paths.put(option, Path.of(file));
        } catch (InvalidPathException e) {
            throw new UsageException(option.word + ": " + e.getMessage());
        }
    }

    private static void require(Option option, String what, Map<Option, Path> paths) throws UsageException {
        if (!paths.containsKey(option)) {
            throw new UsageException(option.word + " " + what + " is missing");
        }
    }

    /** What stands behind an option that is always there with this action. */
    Path path(Option option) {
        Path path = paths.get(option);
        if (path == null) {
            throw new IllegalStateException(option.word + " is not there");
        }
        return path;
    }

    /** What stands behind an option; null when it is not there. */
    @Nullable
    Path pathIfAny(Option option) {
        return paths.get(option);
    }
}
