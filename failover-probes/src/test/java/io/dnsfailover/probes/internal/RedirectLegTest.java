package io.dnsfailover.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where redirects lead, without a network. */
class RedirectLegTest {
    private static final Leg HOME = leg("www.example.com", 8443, HttpAsk.Security.VERIFIED, "GET");

    private static Leg leg(String host, int port, HttpAsk.Security security, String method) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new Leg(address, host, security, method, "/start?x");
    }

    private static HttpAsk ask(String method, HttpAsk.@Nullable Body body) throws Exception {
        SSLContext context = SSLContext.getDefault();
        return new HttpAsk(
                new HttpAsk.Message("www.example.com", method, "/start?x", List.of(), body),
                new HttpAsk.Channel(
                        HttpAsk.Security.VERIFIED, new HttpAsk.Tls(null, List.of(), context, context), false, null),
                new HttpExpected(status -> status == 200, "200", List.of(), List.of(), 1, false),
                new HttpAsk.Redirects(3, Set.of("login.example.com")));
    }

    @ParameterizedTest
    @CsvSource({
        "/there, https://www.example.com:8443/there",
        "there?y=1, https://www.example.com:8443/there?y=1",
        "?z, https://www.example.com:8443/start?z",
        "https://WWW.EXAMPLE.COM:8443, https://www.example.com:8443/",
        "//www.example.com:8443/a, https://www.example.com:8443/a",
        "https://login.example.com/in, https://login.example.com:443/in",
        "https://login.example.com:443/in, https://login.example.com:443/in",
    })
    void followed(String location, String to) throws Exception {
        Leg next =
                new Redirect(ask("GET", null), HOME).follow(HOME, 302, location).leg();

        assertThat(next).isNotNull();
        assertThat(next.uri()).hasToString(to);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.com/, REDIRECT",
        "https://www.example.com:9999/, REDIRECT",
        "http://www.example.com:8443/, REDIRECT",
        "http://login.example.com/, REDIRECT",
        "https://login.example.com:8443/, REDIRECT",
        "javascript:alert(1), REDIRECT",
        "mailto:x@example.com, REDIRECT",
        "http://[, MALFORMED",
        "a b, MALFORMED",
    })
    void refused(String location, Reason reason) throws Exception {
        Redirect.Next next = new Redirect(ask("GET", null), HOME).follow(HOME, 302, location);

        assertThat(next.leg()).isNull();
        assertThat(next.refusal().reason()).isEqualTo(reason);
    }

    @Test
    @DisplayName("another host may send the check back to where it began, and to no other port of it")
    void wayBack() throws Exception {
        Leg elsewhere = leg("login.example.com", 443, HttpAsk.Security.VERIFIED, "GET");
        Redirect redirect = new Redirect(ask("GET", null), HOME);

        assertThat(redirect.follow(elsewhere, 302, "https://www.example.com:8443/in")
                        .leg())
                .isNotNull();
        assertThat(redirect.follow(elsewhere, 302, "https://www.example.com/in").leg())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 302, GET",
        "HEAD, 303, HEAD",
        "POST, 301, GET",
        "POST, 302, GET",
        "POST, 303, GET",
        "POST, 307, POST",
        "POST, 308, POST",
        "PUT, 302, PUT",
        "PUT, 303, GET"
    })
    void method(String method, int status, String then) throws Exception {
        Leg from = leg("www.example.com", 8443, HttpAsk.Security.VERIFIED, method);
        Leg next = new Redirect(ask(method, null), from)
                .follow(from, status, "/there")
                .leg();

        assertThat(next).isNotNull();
        assertThat(next.method()).isEqualTo(then);
    }

    @Test
    void whatIsSent_doesNotGoToAnotherHost() throws Exception {
        HttpAsk ask = ask("POST", new HttpAsk.Body("text/plain", new byte[] {1}));
        Leg from = leg("www.example.com", 8443, HttpAsk.Security.VERIFIED, "POST");

        Redirect redirect = new Redirect(ask, from);

        assertThat(redirect.follow(from, 307, "https://login.example.com/")
                        .refusal()
                        .detail())
                .contains("takes what is sent to another host");
        assertThat(redirect.follow(from, 303, "https://login.example.com/").leg())
                .isNotNull();
    }
}
