package io.dnsfailover.notify.webhook;

import io.dnsfailover.notify.internal.Peer;
import io.dnsfailover.spi.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Where a webhook goes. What stands after the host often is a secret, as in Slack's addresses, and is shown nowhere.
 *
 * @param peer whom to connect to
 * @param authority the Host field
 * @param path path and query
 */
record WebhookTarget(Peer peer, String authority, Secret path) {
    private static final int MAX_CHARS = 2_048;
    private static final Pattern ASCII = Pattern.compile("[!-~]{1," + MAX_CHARS + "}");

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is none of ours; the message does not show it
     */
    static WebhookTarget of(String url, boolean clearTextAllowed) {
        if (!ASCII.matcher(url).matches()) {
            throw invalid("has 1 to " + MAX_CHARS + " printable ASCII characters without a space");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // The reason holds no part of the address, unlike the message.
            throw invalid("is a URI (RFC 3986): " + e.getReason());
        }
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        if (!tls && !("http".equalsIgnoreCase(uri.getScheme()) && clearTextAllowed)) {
            throw invalid(
                    clearTextAllowed
                            ? "begins with https:// or http://"
                            : "begins with https:// (see allowClearText())");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw invalid("names a host, and neither a user nor a fragment");
        }
        int port = uri.getPort() < 0 ? (tls ? 443 : 80) : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw invalid("has a port of 1 to 65535");
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String literal = uri.getHost();
        String host = literal.startsWith("[") ? literal.substring(1, literal.length() - 1) : literal;
        String authority = uri.getPort() < 0 ? literal : literal + ":" + port;
        return new WebhookTarget(new Peer(host, port, tls), authority, Secret.of(path + query));
    }

    private static IllegalArgumentException invalid(String rule) {
        return new IllegalArgumentException("url: a webhook's address " + rule);
    }
}
