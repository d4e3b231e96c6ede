package io.dnsfailover.notify.webhook;

import io.dnsfailover.notify.Channel;
import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.internal.Connection;
import io.dnsfailover.notify.internal.Conversations;
import io.dnsfailover.notify.internal.Tls;
import io.dnsfailover.spi.Secret;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Posts a message to a web service: our own JSON, or what Slack and Microsoft Teams take.
 *
 * <p>Each request has a connection of its own, whose TLS certificate is verified with chain, name and dates. One deadline stands
 * around the whole attempt, from the resolution of the name on. Redirects are not followed, proxies not used, cookies not kept. A
 * success is any status 2xx; its body is not read. Recipients and attachments of a message do not apply. At most four attempts run at once.
 *
 * <p>{@code Idempotency-Key} is {@link Message#key()}, the same in every attempt. With a secret, {@code Failover-Signature} is a
 * {@link WebhookSignature} of the body.
 *
 * <p>To be retried: no connection, no reply in time, a malformed reply, and the statuses 408, 425, 429 and 5xx, with
 * {@code Retry-After} between a second and an hour. Final: every other status.
 */
public final class WebhookChannel implements Channel {
    private static final List<Integer> RETRYABLE = List.of(408, 425, 429);

    private final WebhookTarget target;
    private final WebhookFormat format;
    private final @Nullable Secret secret;
    private final Duration deadline;
    private final InstantSource clock;
    private final Conversations conversations;

    WebhookChannel(WebhookTarget target, WebhookChannelBuilder described, Tls tls) {
        this.target = target;
        this.format = described.format();
        this.secret = described.secret();
        this.deadline = described.deadline();
        this.clock = described.clock();
        this.conversations = new Conversations(tls);
    }

    /**
     * Starts the description of a channel.
     *
     * @param url where to post to, such as {@code https://hooks.example.com/failover}; treated as a secret after its host
     * @return a builder
     */
    public static WebhookChannelBuilder to(String url) {
        return new WebhookChannelBuilder(url);
    }

    /** Such as {@code webhook to hooks.example.com:443}, without path and query. */
    @Override
    public String name() {
        return "webhook to " + target.peer();
    }

    @Override
    public void send(Message message) throws DeliveryException, InterruptedException {
        byte[] body = format.body(message).getBytes(StandardCharsets.US_ASCII);
        String head = head(message, body);
        conversations.hold(target.peer(), deadline, (socket, connection) -> post(head, body, socket, connection));
    }

    private String head(Message message, byte[] body) {
        StringBuilder head = new StringBuilder();
        head.append("POST ").append(target.path().reveal()).append(" HTTP/1.1\r\n");
        field(head, "Host", target.authority());
        field(head, "User-Agent", "dns-failover-java");
        field(head, "Content-Type", "application/json");
        field(head, "Content-Length", String.valueOf(body.length));
        field(head, "Connection", "close");
        field(head, "Accept-Encoding", "identity");
        field(head, "Idempotency-Key", message.key());
        field(head, "Failover-Event", message.id());
        if (secret != null) {
            field(head, WebhookSignature.HEADER, WebhookSignature.sign(body, secret, clock.instant()));
        }
        return head.append("\r\n").toString();
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private void post(String head, byte[] body, Socket socket, Connection connection)
            throws IOException, DeliveryException {
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        HttpReply reply = HttpReply.read(new BufferedInputStream(socket.getInputStream()));
        if (reply.status() < 200 || reply.status() > 299) {
            throw refusal(reply, clock.instant());
        }
        connection.accepted();
    }

    private DeliveryException refusal(HttpReply reply, Instant now) {
        String detail = reply.detail().isEmpty() ? "" : ": " + hidden(reply.detail());
        String what = target.peer() + " replied " + reply.status() + detail;
        if (reply.status() < 500 && !RETRYABLE.contains(reply.status())) {
            boolean redirect = reply.status() < 400;
            return DeliveryException.permanent(redirect ? what + " (redirects are not followed)" : what);
        }
        Duration wait = reply.retryAfter() == null ? null : RetryAfter.of(reply.retryAfter(), now);
        return wait == null ? DeliveryException.temporary(what) : DeliveryException.temporary(what, wait);
    }

    /** A server may repeat in a reply what it was sent. */
    private String hidden(String detail) {
        String clean = target.path().hideIn(detail);
        return secret == null ? clean : secret.hideIn(clean);
    }

    @Override
    public void close() {
        conversations.close();
    }

    /** The name, without what is secret. */
    @Override
    public String toString() {
        return name();
    }
}
