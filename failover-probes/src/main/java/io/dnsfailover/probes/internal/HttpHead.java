package io.dnsfailover.probes.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A request of HTTP/1.1 in bytes, made ready but for the host that it asks: the fields of the full client, by name. */
final class HttpHead {
    private static final String HOST = "Host";

    private final byte[] beforeHost;
    private final byte[] afterHost;
    private final int usualPort;

    HttpHead(HttpAsk ask) {
        HttpAsk.Message message = ask.message();
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.put("Accept", "*/*");
        fields.put("Accept-Encoding", "identity");
        fields.put("Connection", "close");
        fields.put(HOST, "");
        fields.put("User-Agent", HttpSide.USER_AGENT);
        message.fields().forEach(field -> fields.put(field.name(), field.value()));
        HttpAsk.Body body = message.body();
        byte[] sent = body == null ? new byte[0] : body.bytes();
        if (body != null) {
            fields.put("Content-Type", body.contentType());
            fields.put("Content-Length", String.valueOf(sent.length));
        }
        StringBuilder before = new StringBuilder(message.method() + " " + message.path() + " HTTP/1.1\r\n");
        StringBuilder after = new StringBuilder("\r\n");
        fields.forEach((name, value) -> {
            int order = name.compareToIgnoreCase(HOST);
            (order <= 0 ? before : after)
                    .append(name)
                    .append(": ")
                    .append(value)
                    .append(order == 0 ? "" : "\r\n");
        });
        byte[] end = after.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        this.beforeHost = before.toString().getBytes(StandardCharsets.US_ASCII);
        this.afterHost =
                ByteBuffer.allocate(end.length + sent.length).put(end).put(sent).array();
        this.usualPort = Leg.usualPort(ask.channel().security());
    }

    /**
     * The request with its body.
     *
     * @param host the name, or an address without brackets
     * @param port is left out where it is the usual one (RFC 9110 section 7.2)
     */
    ByteBuffer to(String host, int port) {
        String authority = host.indexOf(':') < 0 ? host : "[" + host + "]";
        byte[] shown = (port == usualPort ? authority : authority + ":" + port).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(beforeHost.length + shown.length + afterHost.length)
                .put(beforeHost)
                .put(shown)
                .put(afterHost)
                .flip();
    }
}
