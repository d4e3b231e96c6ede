package io.dnsfailover.notify.webhook;

import io.dnsfailover.notify.ChannelNotifier;
import io.dnsfailover.notify.PlainMessages;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.testkit.contract.NotifierContract;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class ChannelNotifierSlackContractTest extends NotifierContract {
    private HttpSink sink;

    @BeforeEach
    void startServer() throws IOException {
        sink = HttpSink.clear();
    }

    @AfterEach
    void stopServer() throws IOException {
        sink.close();
    }

    @Override
    protected Notifier notifier() {
        return to(sink.url("/"));
    }

    @Override
    protected List<String> arrived() {
        return sink.requests().stream().map(HttpSink.Request::body).toList();
    }

    @Override
    protected Optional<Notifier> unreachable() throws Exception {
        try (ServerSocket closed = new ServerSocket(0)) {
            return Optional.of(to("http://127.0.0.1:" + closed.getLocalPort() + "/"));
        }
    }

    private static Notifier to(String url) {
        return new ChannelNotifier(
                WebhookChannel.to(url)
                        .allowClearText()
                        .format(WebhookFormat.SLACK)
                        .build(),
                new PlainMessages());
    }
}
