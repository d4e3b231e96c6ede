package io.dnsfailover.dns.server;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** BIND's {@code delv}, which validates what one server answers with nothing but that server's keys to trust. */
public final class Delv {
    private static final Duration SIGNED_WITHIN = Duration.ofSeconds(30);

    private final InetSocketAddress server;
    private final Path anchors;

    private Delv(InetSocketAddress server, Path anchors) {
        this.server = server;
        this.anchors = anchors;
    }

    /**
     * Waits until the zone is signed, and trusts its keys from then on.
     *
     * @param server a server that signs {@link RealServer#ZONE}
     * @param directory for a file of its own
     */
    public static Delv trusting(RealServer server, Path directory) throws IOException {
        ServerProcess.requireInstalled("delv");
        Path anchors = directory.resolve("anchors");
        Awaitility.await()
                .atMost(SIGNED_WITHIN)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !keys(server).isEmpty());
        String lines = keys(server).stream()
                .filter(key -> (key.getFlags() & DNSKEYRecord.Flags.SEP_KEY) != 0)
                .map(key -> "\"%s\" static-key %d %d %d \"%s\";"
                        .formatted(
                                RealServer.ZONE,
                                key.getFlags(),
                                key.getProtocol(),
                                key.getAlgorithm(),
                                Base64.getEncoder().encodeToString(key.getKey())))
                .collect(Collectors.joining("\n"));
        Files.writeString(anchors, "trust-anchors {\n" + lines + "\n};\n");
        Delv delv = new Delv(server.address(), anchors);
        Awaitility.await()
                .atMost(SIGNED_WITHIN)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> delv.ask("nothing-here." + RealServer.ZONE, "A").contains("fully validated"));
        return delv;
    }

    /** The keys that the zone shows. */
    public static List<DNSKEYRecord> keys(RealServer server) throws IOException {
        SimpleResolver resolver = new SimpleResolver(server.address());
        resolver.setTCP(true);
        Record question = Record.newRecord(Name.fromString(RealServer.ZONE), Type.DNSKEY, DClass.IN);
        return resolver.send(Message.newQuery(question)).getSection(Section.ANSWER).stream()
                .filter(DNSKEYRecord.class::isInstance)
                .map(DNSKEYRecord.class::cast)
                .sorted()
                .toList();
    }

    /** What it prints: the records, and whether they or their absence are {@code fully validated}. */
    public String ask(String name, String type) throws IOException {
        Process delv = new ProcessBuilder(
                        "delv",
                        "@127.0.0.1",
                        "-p",
                        String.valueOf(server.getPort()),
                        "-a",
                        anchors.toString(),
                        "+root=" + RealServer.ZONE,
                        name,
                        type)
                .redirectErrorStream(true)
                .start();
        delv.getOutputStream().close();
        String output = new String(delv.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            delv.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        }
        return output;
    }
}
