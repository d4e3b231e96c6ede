package io.dnsfailover.probes.internal;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Locale;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Asks a web server, and follows its redirects as far as they are allowed: those that stay with the host to the address it
 * started with, those to listed hosts to an address that may be connected to.
 */
final class HttpConversation implements Conversation {
    /** What the detail of a check says first that takes any certificate. */
    static final String INSECURE = "[INSECURE: certificate not verified] ";

    private final Check check;
    private final HttpAsk ask;
    private final @Nullable HttpSide http;
    private final String host;
    private final int port;
    private int redirects; // loop only
    private @Nullable Leg home; // loop only, as what follows
    private @Nullable HttpHop hop;
    private boolean freed;

    HttpConversation(Check check, HttpAsk ask, @Nullable HttpSide http, String host, int port) {
        this.check = check;
        this.ask = ask;
        this.http = http;
        this.host = host.toLowerCase(Locale.ROOT);
        this.port = port;
        if (ask.channel().security() == HttpAsk.Security.UNVERIFIED) {
            check.remark(INSECURE);
        }
    }

    @Override
    public void start(InetAddress address) {
        HttpAsk.Message message = ask.message();
        InetSocketAddress to = new InetSocketAddress(address, port);
        Leg first = new Leg(to, host, ask.channel().security(), message.method(), message.path());
        home = first;
        send(first);
    }

    private void send(Leg leg) {
        if (http == null) {
            check.end(Reason.CANCELLED, Checks.CLOSED);
            return;
        }
        HttpHop next = new HttpHop(this, check, ask, leg);
        hop = next;
        try {
            next.sentBy(http.send(next, leg, leg.host().equals(host) ? ask.message() : null));
        } catch (RuntimeException e) { // also how a client that was closed meanwhile refuses
            check.end(Check.broken(e));
        }
    }

    /** Any thread: how a connection is secured. Another host sees no certificate of ours, and is asked by its own name. */
    TlsTerms tlsTerms(Leg leg) {
        HttpAsk.Channel channel = ask.channel();
        HttpAsk.Tls tls = channel.tls();
        boolean own = leg.host().equals(host);
        String name = own && tls.serverName() != null ? tls.serverName() : leg.host();
        boolean verified = leg.security() != HttpAsk.Security.UNVERIFIED;
        String protocol = channel.http2() ? TlsTerms.HTTP_2 : TlsTerms.HTTP_1_1;
        return new TlsTerms(name, verified, tls.versions(), protocol, own ? tls.own() : tls.elsewhere());
    }

    /** Connection's thread: a handshake is done. */
    void secured(SSLSession session) {
        Instant ends = HttpDialogue.certificateEnds(session);
        if (ends != null) {
            check.note(new Notes(null, ends, null));
        }
    }

    /** Any thread: the answer was a redirect. */
    void redirected(Leg from, int status, String location) {
        check.loop().execute(() -> {
            if (!freed && home != null) {
                follow(home, from, status, location);
            }
        });
    }

    private void follow(Leg first, Leg from, int status, String location) {
        Redirect.Next next = new Redirect(ask, first).follow(from, status, location);
        Leg leg = next.leg();
        if (leg == null) {
            check.end(next.refusal());
        } else if (++redirects > ask.redirects().max()) {
            String most = "more than " + ask.redirects().max() + " redirects, the last to '" + leg.uri() + "'";
            check.end(Reason.REDIRECT, most);
        } else if (leg.host().equals(host)) {
            send(leg);
        } else {
            check.lookUp(DnsName.of(leg.host() + "."), address -> elsewhere(leg, address));
        }
    }

    /** Loop only. */
    private void elsewhere(Leg leg, InetAddress address) {
        if (!freed && !check.ended()) {
            send(leg.at(address));
        }
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
