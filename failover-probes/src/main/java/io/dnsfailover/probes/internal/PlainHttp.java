package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks a web server in the plain way, on the loop: one request of HTTP/1.1 without TLS, and no redirects. What a policy asks
 * beyond that is for {@link HttpConversation}, which comes to the same result wherever both can be used.
 */
final class PlainHttp implements Conversation, NetLoop.Handler {
    private final Check check;
    private final @Nullable InetAddress source;
    private final int port;
    private final ByteBuffer unsent;
    private final HttpReader reader;
    private Failures.Phase phase = Failures.Phase.OPEN;
    private @Nullable SocketChannel channel;

    /**
     * A conversation.
     *
     * @param port where to
     * @param source the address to come from; null lets the system choose
     * @param request the bytes to send; never moved itself
     */
    PlainHttp(Check check, HttpAsk ask, int port, @Nullable InetAddress source, ByteBuffer request) {
        this.check = check;
        this.source = source;
        this.port = port;
        this.unsent = request.duplicate();
        this.reader = new HttpReader(new HttpJudge(ask));
    }

    /** The request: the fields of the full client. */
    static ByteBuffer request(HttpAsk ask, String host, int port) {
        HttpAsk.Message message = ask.message();
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String authority = host.indexOf(':') < 0 ? host : "[" + host + "]";
        fields.put("Accept", "*/*");
        fields.put("Accept-Encoding", "identity");
        fields.put("Connection", "close");
        fields.put("Host", port == Leg.usualPort(HttpAsk.Security.PLAIN) ? authority : authority + ":" + port);
        fields.put("User-Agent", HttpSide.USER_AGENT);
        message.fields().forEach(field -> fields.put(field.name(), field.value()));
        HttpAsk.Body body = message.body();
        byte[] sent = body == null ? new byte[0] : body.bytes();
        if (body != null) {
            fields.put("Content-Type", body.contentType());
            fields.put("Content-Length", String.valueOf(sent.length));
        }
        StringBuilder head = new StringBuilder(message.method() + " " + message.path() + " HTTP/1.1\r\n");
        fields.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer request = ByteBuffer.allocate(bytes.length + sent.length);
        return request.put(bytes).put(sent).flip();
    }

    @Override
    public void start(InetAddress address) {
        try {
            SocketChannel opened = SocketChannel.open(Sockets.family(address));
            channel = opened;
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.SO_LINGER, 0);
            Sockets.bind(opened, source);
            phase = Failures.Phase.CONNECT;
            check.stopwatch().begin(Stopwatch.Phase.CONNECT);
            if (opened.connect(new InetSocketAddress(address, port))) {
                connected(check.loop().register(opened, 0, this), opened);
            } else {
                phase = Failures.Phase.CONNECTING;
                check.loop().register(opened, SelectionKey.OP_CONNECT, this);
            }
        } catch (IOException | RuntimeException e) {
            broken(e);
        }
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        SocketChannel open = (SocketChannel) key.channel();
        if (key.isConnectable()) {
            open.finishConnect();
            connected(key, open);
            return;
        }
        if (key.isWritable()) {
            send(key, open);
        }
        if (key.isValid() && key.isReadable()) {
            receive(open);
        }
    }

    private void connected(SelectionKey key, SocketChannel open) throws IOException {
        phase = Failures.Phase.STREAM;
        check.stopwatch().end(Stopwatch.Phase.CONNECT);
        check.stopwatch().begin(Stopwatch.Phase.FIRST_BYTE);
        send(key, open);
    }

    private void send(SelectionKey key, SocketChannel open) throws IOException {
        open.write(unsent);
        key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void receive(SocketChannel open) throws IOException {
        ByteBuffer buffer = check.loop().buffer();
        int count = open.read(buffer);
        if (count == 0) {
            return;
        }
        Finding verdict = count < 0 ? reader.closed() : reader.read(buffer.flip());
        if (reader.answered()) {
            check.stopwatch().end(Stopwatch.Phase.FIRST_BYTE);
            check.status(reader.status());
        }
        if (verdict != null) {
            check.end(verdict);
        }
    }

    @Override
    public void broken(Throwable trouble) {
        check.end(Failures.of(phase, trouble));
    }

    @Override
    public Finding late() {
        String within = " within " + check.patience();
        return phase == Failures.Phase.STREAM
                ? Finding.of(Reason.RESPONSE_TIMEOUT, (reader.answered() ? "no complete body" : "no response") + within)
                : Finding.of(Reason.CONNECT_TIMEOUT, "no connection" + within);
    }

    @Override
    public long heldUpNanos() {
        return 0; // there are none
    }

    @Override
    public void free() {
        Sockets.close(channel);
        channel = null;
    }
}
