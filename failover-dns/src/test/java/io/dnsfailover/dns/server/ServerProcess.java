package io.dnsfailover.dns.server;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** One child process, with a directory of its own that goes when it goes. */
final class ServerProcess implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Path directory;
    private final List<String> command;
    private final InetSocketAddress address;
    private final String zone;
    private Process process;

    private ServerProcess(Path directory, List<String> command, InetSocketAddress address, String zone)
            throws IOException {
        this.directory = directory;
        this.command = command;
        this.address = address;
        this.zone = zone;
        this.process = run();
    }

    private Process run() throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
    }

    /** Ends the process, and leaves its files for {@link #restart()}. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the program again on the same port, and waits until it answers. */
    void restart() throws IOException {
        process = run();
        if (!becomesReady()) {
            fail("did not start again: " + log());
        }
    }

    /** Writes what a server needs into a directory, for a port, and says how to start it. */
    interface Setup {
        List<String> prepare(Path directory, int port) throws IOException, InterruptedException;
    }

    /** Starts a server and waits until it answers. Somebody may take the port in between: then it tries another one. */
    static ServerProcess start(String program, Setup setup) {
        return start(program, setup, ServerProcess::loopback, RealServer.ZONE);
    }

    static InetSocketAddress loopback() throws IOException {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    }

    /** The same on a port that was chosen before. */
    static ServerProcess start(String program, int port, Setup setup) {
        return start(program, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), RealServer.ZONE, setup);
    }

    /** The same at an address that was chosen before, with another zone. */
    static ServerProcess start(String program, InetSocketAddress address, String zone, Setup setup) {
        return start(program, setup, () -> address, zone);
    }

    /** Chooses an address. */
    private interface Addresses {
        InetSocketAddress next() throws IOException;
    }

    private static ServerProcess start(String program, Setup setup, Addresses addresses, String zone) {
        requireInstalled(program);
        String log = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ServerProcess server = launch(setup, addresses, zone);
            if (server.becomesReady()) {
                return server;
            }
            log = server.log();
            server.close();
        }
        return fail(program + " did not start: " + log);
    }

    static void requireInstalled(String program) {
        if (Stream.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/")
                .noneMatch(directory -> new File(directory + program).canExecute())) {
            isMissing(program);
        }
    }

    /** The same for what is no program: one of the files must be there. */
    static void requireFile(String what, List<String> places) {
        if (places.stream().noneMatch(place -> new File(place).canRead())) {
            isMissing(what);
        }
    }

    private static void isMissing(String what) {
        String reason = what + " is not installed";
        if ("required".equals(System.getProperty("failover.realServers"))) {
            fail(reason + ", and failover.realServers is required");
        }
        Assumptions.abort(reason);
    }

    private static ServerProcess launch(Setup setup, Addresses addresses, String zone) {
        try {
            Path directory = Files.createTempDirectory("failover-dns-");
            InetSocketAddress address = addresses.next();
            Files.writeString(directory.resolve("secret"), ServerKey.DEFAULT.secret() + "\n");
            return new ServerProcess(directory, setup.prepare(directory, address.getPort()), address, zone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server started", e);
        }
    }

    /** A port that is free for UDP and TCP at this moment. */
    static int freePort() throws IOException {
        while (true) {
            try (DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                    ServerSocket tcp = new ServerSocket()) {
                tcp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), udp.getLocalPort()));
                return udp.getLocalPort();
            } catch (BindException taken) {
                // Free for UDP only: take the next one.
            }
        }
    }

    private boolean becomesReady() {
        Awaitility.await()
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || answers());
        return process.isAlive();
    }

    /** Asks for the SOA once. */
    private boolean answers() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(200);
            socket.connect(address);
            Message query = Message.newQuery(Record.newRecord(Name.fromString(zone), Type.SOA, DClass.IN));
            byte[] wire = query.toWire();
            socket.send(new DatagramPacket(wire, wire.length));
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            socket.receive(packet);
            Message reply = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
            return reply.getRcode() == Rcode.NOERROR && reply.getHeader().getFlag(Flags.AA);
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs a tool to its end; its output is the message when it fails. */
    static void run(Path directory, String... command) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        tool.getOutputStream().close();
        String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) {
            fail(String.join(" ", command) + ": " + output);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    Path secretFile() {
        return directory.resolve("secret");
    }

    Path directory() {
        return directory;
    }

    long pid() {
        return process.pid();
    }

    String log() {
        try {
            return Files.readString(directory.resolve("log"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    @Override
    public void close() {
        stop();
        try {
            deleteDirectory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
