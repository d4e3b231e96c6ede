package io.dnsfailover.dns.file;

import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Printable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link FilePublisher}. Defaults: no reload command; no server to check; timeout 10 s; owner {@code failover}. For one thread.
 */
public final class FilePublisherBuilder {
    /** How long a call may take unless said otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** The ownership that is written into the marks unless said otherwise. */
    public static final String DEFAULT_OWNER = "failover";

    private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);
    private static final int MAX_SERVERS = 16;
    private static final int MAX_ARGUMENTS = 64;

    private final Map<DnsName, Path> files = new LinkedHashMap<>();
    private final List<InetSocketAddress> servers = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private @Nullable List<String> command;
    private @Nullable Duration timeout;
    private @Nullable String owner;

    FilePublisherBuilder() {}

    /**
     * Adds a zone.
     *
     * @param zone its name, absolute
     * @param file its zone file, which must exist when something is published; links are followed
     * @return this
     * @throws IllegalArgumentException when the name is not absolute
     */
    public FilePublisherBuilder zone(String zone, Path file) {
        if (files.put(DnsName.of(zone), file.toAbsolutePath()) != null) {
            violations.add("zone " + zone + " is given twice");
        }
        return this;
    }

    /**
     * The program that has the name server load a zone after its file was written. It runs without a shell, with nothing but {@code PATH} and
     * {@code LC_ALL=C} in its environment and {@code /} as its directory, and must end with 0 before the timeout of the call. At most
     * 64 KiB are read of what it prints.
     *
     * @param arguments the absolute path of the program, and its arguments; <code>{zone}</code> in one of them stands for the name of the zone without its final
     *     dot
     * @return this
     */
    public FilePublisherBuilder reload(String... arguments) {
        if (command != null) {
            throw new IllegalStateException("reload is set twice");
        }
        command = List.of(arguments);
        return this;
    }

    /**
     * Adds a name server that must serve what was written before a call succeeds. It is asked over UDP, without a key.
     *
     * @param server its address and port
     * @return this
     */
    public FilePublisherBuilder check(InetSocketAddress server) {
        servers.add(server);
        return this;
    }

    /**
     * The hard deadline over each call: waiting for the lock, writing, the reload command and the checks together.
     *
     * @param value from 100 ms to 5 min; 10 s by default
     * @return this
     */
    public FilePublisherBuilder timeout(Duration value) {
        if (timeout != null) {
            throw new IllegalStateException("timeout is set twice");
        }
        timeout = value;
        return this;
    }

    /**
     * Whose the record sets are, as their marks say.
     *
     * @param instance 1 to 63 letters, digits, dots, hyphens and underscores; {@code failover} by default
     * @return this
     */
    public FilePublisherBuilder owner(String instance) {
        if (owner != null) {
            throw new IllegalStateException("owner is set twice");
        }
        owner = instance;
        return this;
    }

    /**
     * Makes the publisher. Touches no file yet.
     *
     * @return the publisher
     * @throws IllegalArgumentException when a property is wrong; the message names every such property
     */
    public FilePublisher build() {
        List<String> found = new ArrayList<>(violations);
        if (command != null) {
            checkCommand(command, found);
        }
        servers.stream()
                .filter(server -> server.isUnresolved() || server.getPort() == 0)
                .forEach(server -> found.add(
                        "the server to check " + Printable.of(server.toString()) + " must be an address with a port"));
        if (servers.size() > MAX_SERVERS) {
            found.add("there are at most " + MAX_SERVERS + " servers to check, not " + servers.size());
        }
        if (timeout().compareTo(MIN_TIMEOUT) < 0 || timeout().compareTo(MAX_TIMEOUT) > 0) {
            found.add("timeout " + timeout() + " is not in " + MIN_TIMEOUT + " to " + MAX_TIMEOUT);
        }
        if (!OwnershipMark.isOwner(owner())) {
            found.add("owner '" + Printable.of(owner())
                    + "' must have 1 to 63 letters, digits, dots, hyphens and underscores");
        }
        if (!found.isEmpty()) {
            throw new IllegalArgumentException("not a publisher: " + String.join("; ", found));
        }
        String first = files.keySet().iterator().next().toString();
        String more = files.size() > 1 ? " and " + (files.size() - 1) + " more" : "";
        return new FilePublisher(this, Printable.of("file of " + shortened(first) + more));
    }

    private static String shortened(String name) {
        return name.length() > 200 ? name.substring(0, 200) + "..." : name;
    }

    private static void checkCommand(List<String> arguments, List<String> found) {
        if (arguments.isEmpty() || arguments.size() > MAX_ARGUMENTS) {
            found.add("reload has 1 to " + MAX_ARGUMENTS + " parts, not " + arguments.size());
            return;
        }
        if (!arguments.get(0).startsWith("/")) {
            found.add("reload must begin with the absolute path of a program, not '" + Printable.of(arguments.get(0))
                    + "'");
        }
        if (arguments.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            found.add("an argument of reload has a zero character in it");
        }
    }

    /** What an exception of the file system means: its message is often the name of the file alone. */
    static String why(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no " + Printable.of(String.valueOf(e.getMessage()));
        }
        return e instanceof AccessDeniedException
                ? "no permission for " + Printable.of(String.valueOf(e.getMessage()))
                : Printable.of(String.valueOf(e.getMessage()));
    }

    Map<DnsName, Path> files() {
        return files;
    }

    List<String> command() {
        return command == null ? List.of() : command;
    }

    List<InetSocketAddress> servers() {
        return servers;
    }

    Duration timeout() {
        return timeout == null ? DEFAULT_TIMEOUT : timeout;
    }

    String owner() {
        return owner == null ? DEFAULT_OWNER : owner;
    }
}
