package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a redirect leads, and whether it may be followed. Pure. One that stays with the host goes to the address that
 * the check began with; for another host the address is still to be found.
 */
final class Redirect {
    static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private static final Set<Integer> KEEP_METHOD = Set.of(307, 308);

    private final HttpAsk ask;
    private final Leg home;

    /**
     * The redirects of one check.
     *
     * @param ask which are allowed
     * @param home the first request of the check
     */
    Redirect(HttpAsk ask, Leg home) {
        this.ask = ask;
        this.home = home;
    }

    /**
     * What a redirect leads to.
     *
     * @param leg where to go on; null when it may not be followed
     * @param refusal why not, when it may not
     */
    record Next(@Nullable Leg leg, Finding refusal) {
        static Next refused(Reason reason, String detail) {
            return new Next(null, Finding.of(reason, detail));
        }
    }

    /** What a response leads to. The address of a leg to another host is that of the check, and not to be used. */
    Next follow(Leg from, int status, String location) {
        URI to;
        try {
            // A query alone keeps the path (RFC 3986 section 5.2.2), which the JDK does not know.
            String path = from.path().replaceFirst("\\?.*", "");
            to = from.uri().resolve(new URI(location.startsWith("?") ? path + location : location));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Next.refused(Reason.MALFORMED, "redirect to '" + location + "', which is no address");
        }
        String host = host(to);
        HttpAsk.Security security = security(from, to, host);
        if (host == null || security == null) {
            return Next.refused(Reason.REDIRECT, "redirect to another place: '" + to + "'");
        }
        String method = method(from.method(), status);
        boolean sends =
                ask.message().body() != null && method.equals(ask.message().method());
        if (sends && !host.equals(home.host())) {
            return Next.refused(Reason.REDIRECT, "redirect that takes what is sent to another host: '" + to + "'");
        }
        String rest = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
        InetSocketAddress address = new InetSocketAddress(home.ip(), port(to, security));
        Leg leg = new Leg(address, host, security, method, rest + query);
        try {
            leg.uri();
        } catch (IllegalArgumentException e) {
            return Next.refused(Reason.MALFORMED, "redirect to '" + location + "', which is no address");
        }
        return new Next(leg, Finding.of(Reason.REDIRECT, ""));
    }

    private static @Nullable String host(URI to) {
        String host = to.getHost();
        if (host == null) {
            return null;
        }
        return (host.startsWith("[") ? host.substring(1, host.length() - 1) : host).toLowerCase(Locale.ROOT);
    }

    /** How to talk to the other end, or null when it leads away: only from plain to TLS may it change. */
    private HttpAsk.@Nullable Security security(Leg from, URI to, @Nullable String host) {
        boolean plain = "http".equalsIgnoreCase(to.getScheme());
        if (host == null || (!plain && !"https".equalsIgnoreCase(to.getScheme())) || (plain && from.isSecure())) {
            return null;
        }
        HttpAsk.Security own = ask.channel().security();
        HttpAsk.Security tls = own == HttpAsk.Security.PLAIN ? HttpAsk.Security.VERIFIED : own;
        HttpAsk.Security security = plain ? HttpAsk.Security.PLAIN : tls;
        if (host.equals(home.host())) {
            boolean upgrade = !plain && !from.isSecure();
            boolean stays = from.host().equals(host);
            boolean samePort = port(to, security) == (stays ? from.port() : home.port());
            return (stays && upgrade) || samePort ? security : null;
        }
        boolean usual = port(to, security) == Leg.usualPort(security);
        return usual && ask.redirects().hosts().contains(host) ? security : null;
    }

    private static int port(URI to, HttpAsk.Security security) {
        return to.getPort() < 0 ? Leg.usualPort(security) : to.getPort();
    }

    private static String method(String method, int status) {
        boolean kept =
                KEEP_METHOD.contains(status) || method.equals("HEAD") || (status != 303 && !method.equals("POST"));
        return kept ? method : "GET";
    }
}
