package io.dnsfailover.probes;

import io.dnsfailover.model.Printable;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.probes.internal.Ask;
import io.dnsfailover.probes.internal.ExecAsk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Runs a program and goes by its exit code.
 *
 * <pre>{@code
 * ExecProbe.run("/usr/lib/nagios/plugins/check_ldap", "-H", "{address}", "-p", "{port}").port(389)
 *         .environment("LC_ALL", "C").inconclusive(3)
 * }</pre>
 *
 * <p>There is no shell: the first text is the program's absolute path, the others are its arguments, each as it is. An argument that is
 * {@code {address}}, {@code {port}} or {@code {name}} as a whole is replaced by the endpoint's address, port, and name (its address
 * when it has none). Its environment holds what is configured and nothing else, its directory is {@code /}, its input empty.
 *
 * <p>Exit code 0 passes; a code named with {@link #inconclusive} says nothing of the endpoint
 * ({@link io.dnsfailover.model.Reason#LOCAL_TROUBLE}), nor does the end by a signal ({@link io.dnsfailover.model.Reason#PROBE_BROKEN}) or a program that
 * cannot be started; every other code fails ({@link io.dnsfailover.model.Reason#OTHER}). The detail of the result is the first line that the program
 * says, of the first 8 KiB; more is read and forgotten. The status is the exit code. At the deadline the program and all that descend from
 * it are killed ({@link io.dnsfailover.model.Reason#RESPONSE_TIMEOUT}); a descendant whose parent has ended before it is not found any more. How many
 * run together is bounded by {@link NetworkProberBuilder#maxPrograms}.
 *
 * <p>An immutable value. Mistakes are collected by {@link #violations()}, never thrown.
 */
public final class ExecProbe implements ProbeSpec {
    /** The most arguments, with the program. */
    public static final int MAX_ARGUMENTS = 64;

    /** The most characters of an argument or of a value of the environment. */
    public static final int MAX_CHARS = 4096;

    private static final int MAX_CODE = 125;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");
    private static final Set<String> PLACEHOLDERS = Set.of("{address}", "{port}", "{name}");

    private record Settings(
            List<String> command, int port, Map<String, String> environment, Set<Integer> inconclusive) {}

    private final Settings settings;

    private ExecProbe(Settings settings) {
        this.settings = settings;
    }

    /**
     * A program with its arguments.
     *
     * @param program its absolute path, without {@code ..}
     * @param arguments at most {@value #MAX_ARGUMENTS} with the program, each without control characters
     * @return the specification
     */
    public static ExecProbe run(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return new ExecProbe(new Settings(List.copyOf(command), 0, Map.of(), Set.of()));
    }

    /**
     * The port that {@code {port}} stands for.
     *
     * @param port 1 to 65535, for endpoints without a port of their own
     * @return a copy
     */
    public ExecProbe port(int port) {
        return new ExecProbe(new Settings(settings.command, port, settings.environment, settings.inconclusive));
    }

    /**
     * A variable of the program's environment, which is empty by default.
     *
     * @param name letters, digits and underscores
     * @param value without control characters
     * @return a copy with one more, or another value
     */
    public ExecProbe environment(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(settings.environment);
        all.put(name, value);
        return new ExecProbe(new Settings(settings.command, settings.port, Map.copyOf(all), settings.inconclusive));
    }

    /**
     * Exit codes that say nothing of the endpoint, such as 3 of monitoring plug-ins.
     *
     * @param codes 1 to 125 each; none by default; replaces what was set
     * @return a copy
     */
    public ExecProbe inconclusive(Integer... codes) {
        return new ExecProbe(
                new Settings(settings.command, settings.port, settings.environment, Set.copyOf(List.of(codes))));
    }

    @Override
    public String type() {
        return "exec";
    }

    /** 0 when none was set. */
    @Override
    public int port() {
        return settings.port;
    }

    /**
     * The program and its arguments.
     *
     * @return at least the program
     */
    public List<String> command() {
        return settings.command;
    }

    /**
     * The program's environment.
     *
     * @return empty by default
     */
    public Map<String, String> environment() {
        return settings.environment;
    }

    /**
     * The exit codes that say nothing of the endpoint.
     *
     * @return in ascending order; empty by default
     */
    public List<Integer> inconclusiveCodes() {
        return List.copyOf(new TreeSet<>(settings.inconclusive));
    }

    /** Mistakes in {@code command}, {@code port}, {@code environment} and {@code inconclusive}. */
    @Override
    public List<Violation> violations() {
        Rules rules = new Rules();
        List<String> command = settings.command;
        rules.require(
                isPath(command.get(0)),
                "command",
                command.get(0),
                "must begin with the absolute path of a program, without '..' and control characters");
        rules.require(
                command.size() <= MAX_ARGUMENTS,
                "command",
                command.size() + " texts",
                "must have at most " + MAX_ARGUMENTS + " texts");
        for (String argument : command.subList(1, command.size())) {
            rules.require(isPlain(argument), "command", argument, plainRule());
            rules.require(
                    PLACEHOLDERS.contains(argument) || PLACEHOLDERS.stream().noneMatch(argument::contains),
                    "command",
                    argument,
                    "must be a placeholder as a whole or hold none");
        }
        if (settings.port != 0 || command.contains("{port}")) {
            rules.port(settings.port);
        }
        settings.environment.forEach((name, value) -> {
            rules.require(VARIABLE.matcher(name).matches(), "environment", name, "must be letters, digits and '_'");
            rules.require(isPlain(value), "environment", value, plainRule());
        });
        for (int code : inconclusiveCodes()) {
            rules.require(
                    code >= 1 && code <= MAX_CODE, "inconclusive", String.valueOf(code), "must be 1 to " + MAX_CODE);
        }
        return rules.violations();
    }

    private static boolean isPath(String program) {
        return program.startsWith("/")
                && isPlain(program)
                && !List.of(program.split("/")).contains("..");
    }

    private static boolean isPlain(String text) {
        return text.length() <= MAX_CHARS && text.chars().noneMatch(Character::isISOControl);
    }

    private static String plainRule() {
        return "must be at most " + MAX_CHARS + " characters without control characters";
    }

    Ask ask() {
        return new ExecAsk(settings.command, settings.environment, settings.inconclusive);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExecProbe probe && settings.equals(probe.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /** Such as {@code exec [/usr/bin/check, {address}]}. The environment is not shown: it may hold secrets. */
    @Override
    public String toString() {
        return "exec " + Printable.of(settings.command.toString())
                + (settings.port == 0 ? "" : " port " + settings.port)
                + (settings.inconclusive.isEmpty() ? "" : " inconclusive " + inconclusiveCodes());
    }
}
