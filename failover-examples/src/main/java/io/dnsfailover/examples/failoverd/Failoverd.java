package io.dnsfailover.examples.failoverd;

import io.dnsfailover.examples.failoverd.config.Configuration;
import io.dnsfailover.examples.failoverd.config.InvalidConfigurationException;
import io.dnsfailover.examples.failoverd.config.PrimarySettings;
import io.dnsfailover.status.PublishPlan;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The program. Everything that it can do stands in {@link CommandLine#USAGE}. */
public final class Failoverd {
    private static final int DONE = 0;
    private static final int COULD_NOT_START = 1;
    private static final int WRONG_INPUT = 2;

    private final PrintStream out;
    private final PrintStream err;

    Failoverd(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs until it is done or a signal ends it.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        if (CommandLine.isBackTest(List.of(arguments))) {
            // The engine that runs in a back-test would log, as if it were now, what it does there.
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        }
        int code = new Failoverd(System.out, System.err).run(List.of(arguments));
        System.exit(code);
    }

    /** Does what the arguments say, and returns the exit code; does not return while the service runs. */
    int run(List<String> arguments) {
        try {
            CommandLine commandLine = CommandLine.parse(arguments);
            return switch (commandLine.action()) {
                case HELP -> print(CommandLine.USAGE);
                case VERSION -> print("failoverd " + version());
                case CHECK ->
                    print(Configuration.read(commandLine.path(CommandLine.Option.CONFIG))
                            .effective()
                            .stripTrailing());
                case PLAN -> plan(Configuration.read(commandLine.path(CommandLine.Option.CONFIG)));
                case BACKTEST -> backTest(commandLine);
                case RUN -> serve(commandLine.path(CommandLine.Option.CONFIG));
            };
        } catch (CommandLine.UsageException e) {
            err.println("failoverd: " + e.getMessage());
            err.println(CommandLine.USAGE);
            return WRONG_INPUT;
        } catch (InvalidConfigurationException e) {
            err.println(e.getMessage());
            return WRONG_INPUT;
        }
    }

    private int plan(Configuration configuration) {
        try {
            PublishPlan plan = Assembly.plan(configuration);
            if (configuration.publishers().stream().anyMatch(PrimarySettings.class::isInstance)) {
                print("hidden primaries are left out: one that starts tells its secondaries");
            }
            print(
                    plan.steps().isEmpty()
                            ? "no publishers: nothing is written anywhere"
                            : plan.toString().stripTrailing());
            return plan.isComplete() ? DONE : COULD_NOT_START;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return COULD_NOT_START;
        }
    }

    private int backTest(CommandLine commandLine) throws InvalidConfigurationException {
        Configuration candidate = Configuration.read(commandLine.path(CommandLine.Option.CONFIG));
        try {
            return print(BackTesting.run(
                    commandLine.path(CommandLine.Option.JOURNAL),
                    candidate,
                    commandLine.pathIfAny(CommandLine.Option.SVG)));
        } catch (StartException e) {
            err.println("failoverd: " + e.getMessage());
            return COULD_NOT_START;
        }
    }

    private int serve(Path config) throws InvalidConfigurationException {
        Service service = new Service(config, out);
        service.listenForSignals();
        try {
            service.start(Configuration.read(config));
        } catch (StartException e) {
            err.println("failoverd: " + e.getMessage());
            return COULD_NOT_START;
        }
        service.serve();
        return DONE;
    }

    private int print(String text) {
        out.println(text);
        out.flush();
        return DONE;
    }

    private static String version() {
        String version = Failoverd.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
