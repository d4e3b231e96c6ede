package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** Asks a web server, and follows its redirects as far as they are allowed: always to the address it started with. */
final class HttpConversation implements Conversation {
    private static final int HTTPS_PORT = 443;

    private final Check check;
    private final HttpAsk ask;
    private final @Nullable HttpSide http;
    private final String host;
    private final int port;
    private int redirects; // loop only
    private @Nullable HttpHop hop; // loop only
    private boolean freed; // loop only

    HttpConversation(Check check, HttpAsk ask, @Nullable HttpSide http, String host, int port) {
        this.check = check;
        this.ask = ask;
        this.http = http;
        this.host = host;
        this.port = port;
    }

    @Override
    public void start(InetAddress address) {
        send(new InetSocketAddress(address, port), ask.security(), ask.path());
    }

    private void send(InetSocketAddress address, HttpAsk.Security security, String path) {
        if (http == null) {
            check.end(Reason.CANCELLED, Checks.CLOSED);
            return;
        }
        String scheme = security == HttpAsk.Security.PLAIN ? "http" : "https";
        URI here = URI.create(
                scheme + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort() + path);
        HttpHop next = new HttpHop(this, check, ask, address, security, here);
        HttpHost target = new HttpHost(scheme, address.getAddress(), host, address.getPort());
        hop = next;
        try {
            next.sentBy(http.send(next, target, path));
        } catch (RuntimeException e) { // also how a client that was closed meanwhile refuses
            check.end(Check.broken(e));
        }
    }

    /** Any thread: the hop was answered with a redirect that may be followed if it stays with the host. */
    void redirected(HttpHop from, String location) {
        check.loop().execute(() -> {
            if (!freed) {
                follow(from, location);
            }
        });
    }

    private void follow(HttpHop from, String location) {
        URI to;
        try {
            to = from.here().resolve(new URI(location));
        } catch (URISyntaxException e) {
            check.end(Reason.MALFORMED, "redirect to '" + location + "', which is no address");
            return;
        }
        HttpAsk.Security security = security(from, to);
        if (security == null) {
            check.end(Reason.REDIRECT, "redirect to another place: '" + to + "'");
        } else if (++redirects > ask.maxRedirects()) {
            check.end(Reason.REDIRECT, "more than " + ask.maxRedirects() + " redirects, the last to '" + to + "'");
        } else {
            String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
            String path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
            send(new InetSocketAddress(from.address().getAddress(), port(to, security)), security, path + query);
        }
    }

    /** How to talk to the other end of a redirect, or null when it leads away: only from plain to TLS may it change. */
    private HttpAsk.@Nullable Security security(HttpHop from, URI to) {
        String name = to.getHost();
        if (name == null
                || !host.equalsIgnoreCase(name.startsWith("[") ? name.substring(1, name.length() - 1) : name)) {
            return null;
        }
        boolean same = from.here().getScheme().equalsIgnoreCase(to.getScheme());
        if (same && port(to, from.security()) == from.address().getPort()) {
            return from.security();
        }
        boolean upgrade = from.security() == HttpAsk.Security.PLAIN && "https".equalsIgnoreCase(to.getScheme());
        return upgrade ? HttpAsk.Security.VERIFIED : null;
    }

    private static int port(URI to, HttpAsk.Security security) {
        int usual = security == HttpAsk.Security.PLAIN ? 80 : HTTPS_PORT;
        return to.getPort() < 0 ? usual : to.getPort();
    }

    @Override
    public Finding late() {
        HttpHop current = hop;
        return current == null
                ? Finding.of(Reason.CONNECT_TIMEOUT, "no connection within " + check.patience())
                : current.late();
    }

    @Override
    public long heldUpNanos() {
        return http == null ? 0 : http.pulse().total();
    }

    @Override
    public void free() {
        freed = true;
        HttpHop current = hop;
        if (current != null) {
            current.abort();
        }
    }
}
