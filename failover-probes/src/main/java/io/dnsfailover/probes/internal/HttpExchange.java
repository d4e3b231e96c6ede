package io.dnsfailover.probes.internal;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP or HTTPS check of one exchange over one connection, made ready: the loop makes it. What a policy asks beyond that is for
 * {@link HttpConversation}, which comes to the same result wherever both can be used.
 */
final class HttpExchange implements Ask {
    private final HttpAsk ask;
    private final HttpHead head;

    /**
     * Makes it ready.
     *
     * @param ask one that {@linkplain HttpAsk#isOneExchange() is one exchange}
     */
    HttpExchange(HttpAsk ask) {
        this.ask = ask;
        this.head = new HttpHead(ask);
    }

    @Override
    public Conversation talk(Check check, Way way) {
        String own = ask.message().host();
        String host = own == null ? way.host() : own;
        return new StreamConversation(check, new HttpDialogue(check, ask, head.to(host, way.port()), terms(host)), way);
    }

    private @Nullable TlsTerms terms(String host) {
        HttpAsk.Security security = ask.channel().security();
        if (security == HttpAsk.Security.PLAIN) {
            return null;
        }
        HttpAsk.Tls tls = ask.channel().tls();
        String name = tls.serverName() == null ? host : tls.serverName();
        return new TlsTerms(name, security == HttpAsk.Security.VERIFIED, tls.versions(), TlsTerms.HTTP_1_1, tls.own());
    }
}
