package io.dnsfailover.benchmarks.answering;

import io.dnsfailover.benchmarks.probes.ProcessFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our listener beside gdnsd, Knot and PowerDNS, all with the same records on the same machine: queries a second that
 * dnsperf gets answered, and processor time of the server for each. One server is asked at a time, in turn, several rounds
 * long, so that whatever else the machine does meets all of them; the figures are medians, and for each round
 * the ratio to gdnsd is printed as well.
 *
 * <p>Arguments, each with its default: {@code records=10000}, {@code seconds=3} for each server and round, {@code rounds=3},
 * {@code clients=8}, {@code threads=1} of our listener. Ours is there a second time with a rate limit that is never met, and a third
 * time with a thread for each core.
 */
public final class AnsweringLoad {
    private static final int FIRST_PORT = 15_500;
    private static final int NEVER_MET = 100_000;
    private static final Pattern COMPLETED = Pattern.compile("Queries completed:\\s+(\\d+)");
    private static final Pattern RATE = Pattern.compile("Queries per second:\\s+([0-9.]+)");

    /**
     * One measurement.
     *
     * @param rate queries a second
     * @param micros processor time of the server for each
     */
    private record Figure(double rate, double micros) {}

    private final Map<String, Integer> settings =
            new TreeMap<>(Map.of("records", 10_000, "seconds", 3, "rounds", 3, "clients", 8, "threads", 1));
    private final Path home = Files.createTempDirectory("answering-load");

    private AnsweringLoad(String[] args) throws IOException {
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            if (pair.length != 2 || settings.replace(pair[0], Integer.valueOf(pair[1])) == null) {
                throw new IllegalArgumentException("'" + arg + "' is none of " + settings);
            }
        }
    }

    /**
     * Measures and prints.
     *
     * @param args {@code name=value}
     */
    public static void main(String[] args) throws Exception {
        new AnsweringLoad(args).run();
    }

    private int setting(String name) {
        return settings.getOrDefault(name, 0);
    }

    private void run() throws IOException, InterruptedException {
        System.out.println(settings);
        writeQueries();
        List<NameServer> servers = start();
        Map<String, List<Figure>> figures = new TreeMap<>();
        try {
            TimeUnit.SECONDS.sleep(2);
            for (NameServer server : List.copyOf(servers)) {
                if (!server.process().isAlive()) {
                    servers.remove(server);
                    System.out.println(server.name() + " did not start, and is left out: " + server.lastWords());
                }
            }
            servers.forEach(server -> ask(server, setting("seconds")));
            for (int round = 1; round <= setting("rounds"); round++) {
                double gdnsd = Double.NaN;
                for (NameServer server : servers) {
                    Figure figure = ask(server, setting("seconds"));
                    gdnsd = server.name().equals("gdnsd") ? figure.micros : gdnsd;
                    figures.computeIfAbsent(server.name(), name -> new ArrayList<>())
                            .add(figure);
                    System.out.printf(
                            "round %d %-22s %8.0f queries/s  %5.2f us  %5.2f times gdnsd%n",
                            round, server.name(), figure.rate, figure.micros, figure.micros / gdnsd);
                }
            }
        } finally {
            servers.forEach(NameServer::close);
        }
        figures.forEach((name, all) -> System.out.printf(
                "median  %-22s %8.0f queries/s  %5.2f us%n",
                name,
                median(all.stream().map(Figure::rate).toList()),
                median(all.stream().map(Figure::micros).toList())));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private List<NameServer> start() throws IOException {
        int records = setting("records");
        int port = FIRST_PORT;
        List<NameServer> servers = new ArrayList<>();
        NameServer.gdnsd(directory("gdnsd"), port++, records).ifPresent(servers::add);
        servers.add(NameServer.ours(directory("ours"), "ours", port++, records, setting("threads"), 0));
        servers.add(NameServer.ours(
                directory("limited"), "ours, rate limit", port++, records, setting("threads"), NEVER_MET));
        int cores = Runtime.getRuntime().availableProcessors();
        servers.add(NameServer.ours(directory("threads"), "ours, " + cores + " threads", port++, records, cores, 0));
        NameServer.knot(directory("knot"), port++, records).ifPresent(servers::add);
        NameServer.powerDns(directory("pdns"), port, records).ifPresent(servers::add);
        return servers;
    }

    private Path directory(String name) throws IOException {
        return Files.createDirectories(home.resolve(name));
    }

    private void writeQueries() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < setting("records"); i++) {
            lines.add(MadeUpRecords.owner(i) + " A");
        }
        Collections.shuffle(lines, new Random(1));
        Files.write(home.resolve("queries"), lines);
    }

    private Figure ask(NameServer server, int seconds) {
        try {
            double before = ProcessFigures.total(
                    ProcessFigures.cpuMicros(server.process().pid()));
            String output = dnsperf(server.port(), seconds);
            double micros = ProcessFigures.total(
                            ProcessFigures.cpuMicros(server.process().pid()))
                    - before;
            return new Figure(number(RATE, output), micros / number(COMPLETED, output));
        } catch (IOException e) {
            throw new IllegalStateException(server.name() + ": see " + home, e);
        }
    }

    private String dnsperf(int port, int seconds) throws IOException {
        Process process = new ProcessBuilder(
                        "dnsperf",
                        "-s",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(port),
                        "-d",
                        home.resolve("queries").toString(),
                        "-c",
                        String.valueOf(setting("clients")),
                        "-l",
                        String.valueOf(seconds))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static double number(Pattern pattern, String output) throws IOException {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IOException("dnsperf says: " + output);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
