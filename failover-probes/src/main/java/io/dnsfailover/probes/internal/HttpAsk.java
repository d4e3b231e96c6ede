package io.dnsfailover.probes.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What to ask of a web server, how, and what to expect.
 *
 * @param message what to ask
 * @param channel how
 * @param expected what to expect
 * @param redirects which redirects to follow
 */
public record HttpAsk(Message message, Channel channel, HttpExpected expected, Redirects redirects) {
    /** How a connection is secured. */
    public enum Security {
        /** Not at all. */
        PLAIN,
        /** TLS, with the certificate and its name verified. */
        VERIFIED,
        /** TLS, with whatever certificate. */
        UNVERIFIED
    }

    /**
     * A request.
     *
     * @param host the name for the Host header, SNI and the certificate; null takes the target's
     * @param method the method
     * @param path what to ask for, with a query if there is one
     * @param fields header fields to send besides our own
     * @param body what to send; null for nothing
     */
    public record Message(
            @Nullable String host,
            String method,
            String path,
            List<Field> fields,
            @Nullable Body body) {}

    /**
     * A header field. Its value may be a secret, and is not shown.
     *
     * @param name its name
     * @param value its value
     */
    public record Field(String name, String value) {
        /** The name alone. */
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A body to send.
     *
     * @param contentType the value of its Content-Type
     * @param bytes what is sent; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    public record Body(String contentType, byte[] bytes) {}

    /**
     * The way to the server.
     *
     * @param security whether to talk over TLS, and how
     * @param tls whom to trust, and how to present ourselves; for plain HTTP too, which may be redirected to TLS
     * @param http2 whether to talk HTTP/2
     * @param proxy what lies between; null for nothing
     */
    public record Channel(
            Security security,
            Tls tls,
            boolean http2,
            @Nullable Proxy proxy) {}

    /**
     * The TLS of a check.
     *
     * @param serverName the name for SNI and the certificate; null takes the host
     * @param versions the protocols to speak, as the JDK knows them
     * @param own the context for the endpoint
     * @param elsewhere the context for other hosts, that redirects lead to
     */
    public record Tls(@Nullable String serverName, List<String> versions, SSLContext own, SSLContext elsewhere) {}

    /**
     * A proxy.
     *
     * @param address where it is
     * @param tunnel whether it makes a tunnel, or passes requests on
     */
    public record Proxy(InetSocketAddress address, boolean tunnel) {}

    /**
     * The redirects that are followed.
     *
     * @param max how many, one after another; 0 takes each for an answer
     * @param hosts the other hosts that they may lead to, in lower case
     */
    public record Redirects(int max, Set<String> hosts) {}

    /**
     * Whether it needs nothing but one connection to the endpoint, with or without TLS, and one exchange of HTTP/1.1 messages over
     * it.
     *
     * @return true when the loop can make it; false for HTTP/2, a proxy, and redirects that are followed
     */
    public boolean isOneExchange() {
        return !channel.http2 && channel.proxy == null && redirects.max == 0;
    }
}
