package smoke;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.mail.MailChannel;
import io.dnsfailover.probes.HttpProbe;
import io.dnsfailover.probes.NetworkProber;
import io.dnsfailover.spi.ProbeRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Loads every class of every published module and resolves the types of its members, so that a forgotten {@code requires} ends this
 * with an error; prints the name and the number of classes of each. Then makes one real check, and sends one mail.
 */
public final class Smoke {
    private Smoke() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        ModuleLayer.boot().configuration().modules().stream()
                .filter(module -> module.name().startsWith("io.dnsfailover."))
                .forEach(module -> System.out.println(module.name() + " " + load(module)));
        System.out.println("http check: " + checkOverHttp());
        System.out.println("mail: " + sendMail());
    }

    /** A real mail, because the library looks for its parts only when it sends one. */
    private static String sendMail() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, loopback);
                MailChannel channel = MailChannel.through(loopback.getHostAddress())
                        .port(server.getLocalPort())
                        .clearText()
                        .from(new MailAddress("failover@example.com"))
                        .build()) {
            Thread relay = new Thread(() -> takeOneMail(server));
            relay.setDaemon(true);
            relay.start();
            channel.send(Message.about("www#1", Instant.EPOCH)
                    .recipients(List.of(new MailAddress("ops@example.com")))
                    .subject("a mail on the module path")
                    .text("from a user's module")
                    .build());
            return "taken";
        }
    }

    /** Says yes to everything, ahead of the questions. */
    private static void takeOneMail(ServerSocket server) {
        try (Socket client = server.accept()) {
            String replies = "220 a\r\n250 b\r\n250 c\r\n250 d\r\n354 e\r\n250 f\r\n";
            client.getOutputStream().write(replies.getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A real check, because httpcore needs the module jdk.net only when it opens a socket. */
    private static Outcome checkOverHttp() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, loopback);
                NetworkProber prober = NetworkProber.create()) {
            ProbeRequest request = new ProbeRequest(
                    Endpoint.of(loopback.getHostAddress()), server.getLocalPort(), Duration.ofSeconds(10));
            CompletableFuture<ProbeResult> result = prober.prepare(HttpProbe.http().expectBody("ok"))
                    .probe(request)
                    .toCompletableFuture();
            try (Socket client = server.accept()) {
                byte[] response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
                client.getOutputStream().write(response);
                return result.join().outcome();
            }
        }
    }

    private static int load(ResolvedModule resolved) {
        if (resolved.reference().descriptor().isAutomatic()) {
            throw new IllegalStateException(resolved.name() + " has no module descriptor");
        }
        Module module = ModuleLayer.boot().findModule(resolved.name()).orElseThrow();
        List<String> names = classesOf(resolved);
        for (String name : names) {
            Class<?> loaded = Class.forName(module, name);
            if (loaded == null) {
                throw new IllegalStateException(name + " does not load");
            }
            loaded.getDeclaredConstructors();
            loaded.getDeclaredFields();
            loaded.getDeclaredMethods();
        }
        return names.size();
    }

    private static List<String> classesOf(ResolvedModule module) {
        try (ModuleReader reader = module.reference().open()) {
            return reader.list()
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
