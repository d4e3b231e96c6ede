package io.dnsfailover.notify.webhook;

import io.dnsfailover.notify.Certificates;
import io.dnsfailover.notify.ChannelNotifier;
import io.dnsfailover.notify.PlainMessages;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.spi.Secret;
import io.dnsfailover.testkit.contract.NotifierContract;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Signed, over TLS. */
class ChannelNotifierWebhookContractTest extends NotifierContract {
    private static final String SECRET = "canary-5ecret-of-the-hook";
    private static final String TOKEN = "canary-t0ken";

    private static final Certificates CERTIFICATES = Certificates.shared();

    private HttpSink sink;
    private HttpSink silent;

    @BeforeEach
    void startServers() throws Exception {
        sink = HttpSink.tls(CERTIFICATES.serving("good"));
        silent = HttpSink.tls(CERTIFICATES.serving("good"));
        silent.reply(socket -> silent.sayNothing());
    }

    @AfterEach
    void stopServers() throws IOException {
        sink.close();
        silent.close();
    }

    @Override
    protected Notifier notifier() throws Exception {
        return to(sink.url("/hook?token=" + TOKEN));
    }

    @Override
    protected List<String> arrived() {
        return sink.requests().stream().map(HttpSink.Request::body).toList();
    }

    @Override
    protected Optional<Notifier> unreachable() throws Exception {
        try (ServerSocket closed = new ServerSocket(0)) {
            return Optional.of(to("https://127.0.0.1:" + closed.getLocalPort() + "/" + TOKEN));
        }
    }

    @Override
    protected Optional<Notifier> silent() throws Exception {
        return Optional.of(to(silent.url("/" + TOKEN)));
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(SECRET, TOKEN);
    }

    private static Notifier to(String url) throws Exception {
        return new ChannelNotifier(
                WebhookChannel.to(url)
                        .signedWith(Secret.of(SECRET))
                        .trust(CERTIFICATES.trusting("ca"))
                        .build(),
                new PlainMessages());
    }
}
