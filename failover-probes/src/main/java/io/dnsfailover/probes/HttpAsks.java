package io.dnsfailover.probes;

import com.google.re2j.Pattern;
import io.dnsfailover.probes.internal.BytePattern;
import io.dnsfailover.probes.internal.HttpAsk;
import io.dnsfailover.probes.internal.HttpExpected;
import io.dnsfailover.probes.internal.JsonPointer;
import io.dnsfailover.probes.internal.TlsContexts;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** From a specification of an HTTP check to what the engine runs, with what the prober holds under the names in it. */
final class HttpAsks {
    /** Contexts are alike when these are: so many checks share few of them. */
    private record ContextKey(
            boolean insecure,
            @Nullable String authority,
            @Nullable String certificate) {}

    private final @Nullable SSLContext own;
    private final Map<String, Credential> credentials;
    private final Map<String, TlsAuthority> authorities;
    private final Map<String, TlsIdentity> certificates;
    private final Map<ContextKey, SSLContext> contexts = new ConcurrentHashMap<>();

    HttpAsks(NetworkProberBuilder settings) {
        this.own = settings.sslContext();
        this.credentials = settings.credentials();
        this.authorities = settings.authorities();
        this.certificates = settings.certificates();
    }

    /** Whether everything that a specification names is there. */
    boolean knows(HttpProbe probe) {
        HttpTransport transport = probe.transport();
        return isIn(credentials, probe.request().credential().orElse(null))
                && isIn(authorities, transport.authority().orElse(null))
                && isIn(certificates, transport.clientCertificate().orElse(null));
    }

    private static boolean isIn(Map<String, ?> known, @Nullable String name) {
        return name == null || known.containsKey(name);
    }

    /** Throws {@link IllegalArgumentException} for a name that nothing stands behind. */
    HttpAsk of(HttpProbe probe) {
        HttpTransport transport = probe.transport();
        HttpAsk.Security tls = transport.isInsecure() ? HttpAsk.Security.UNVERIFIED : HttpAsk.Security.VERIFIED;
        HttpAsk.Channel channel = new HttpAsk.Channel(
                transport.isSecure() ? tls : HttpAsk.Security.PLAIN,
                tls(transport),
                transport.isHttp2(),
                transport.proxy().map(HttpAsks::proxy).orElse(null));
        RedirectPolicy redirects = transport.redirects();
        Set<String> hosts = redirects instanceof RedirectPolicy.Listed listed ? Set.copyOf(listed.hosts()) : Set.of();
        return new HttpAsk(
                message(probe.request()),
                channel,
                expected(probe.expectation()),
                new HttpAsk.Redirects(redirects.max(), hosts));
    }

    private static HttpAsk.Proxy proxy(HttpProxy proxy) {
        return new HttpAsk.Proxy(
                new InetSocketAddress(proxy.address(), proxy.port()), proxy.way() == HttpProxy.Way.TUNNEL);
    }

    private HttpAsk.Message message(HttpRequest request) {
        List<HttpAsk.Field> fields = new ArrayList<>();
        request.headers().forEach(header -> fields.add(new HttpAsk.Field(header.name(), header.value())));
        request.credential()
                .map(name -> known(credentials, name, "credential"))
                .ifPresent(credential -> fields.add(new HttpAsk.Field("Authorization", credential.authorization())));
        HttpAsk.Body body = request.body()
                .map(sent -> new HttpAsk.Body(sent.contentType(), sent.text().getBytes(StandardCharsets.UTF_8)))
                .orElse(null);
        return new HttpAsk.Message(
                request.host().orElse(null), request.method(), request.target(), List.copyOf(fields), body);
    }

    private static <T> T known(Map<String, T> all, String name, String what) {
        T found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("the prober has no " + what + " '" + name + "'");
        }
        return found;
    }

    private HttpAsk.Tls tls(HttpTransport transport) {
        List<String> versions = transport.tlsVersions().stream()
                .sorted()
                .map(TlsVersion::protocol)
                .toList();
        String authority = transport.authority().orElse(null);
        ContextKey key = new ContextKey(
                transport.isInsecure(), authority, transport.clientCertificate().orElse(null));
        ContextKey elsewhere = new ContextKey(transport.isInsecure(), authority, null);
        return new HttpAsk.Tls(transport.serverName().orElse(null), versions, context(key), context(elsewhere));
    }

    private SSLContext context(ContextKey key) {
        return contexts.computeIfAbsent(key, this::make);
    }

    private SSLContext make(ContextKey key) {
        TlsContexts.Identity identity = null;
        if (key.certificate != null) {
            TlsIdentity found = known(certificates, key.certificate, "client certificate");
            identity = new TlsContexts.Identity(found.key(), found.chain());
        }
        if (key.insecure) {
            return TlsContexts.insecure(identity);
        }
        if (key.authority != null) {
            return TlsContexts.verifying(
                    known(authorities, key.authority, "authority").certificates(), identity);
        }
        return own != null && identity == null ? own : TlsContexts.verifying(null, identity);
    }

    private static HttpExpected expected(HttpExpectation expectation) {
        List<StatusRange> statuses = expectation.effectiveStatuses();
        return new HttpExpected(
                status -> statuses.stream().anyMatch(range -> range.contains(status)),
                statuses.stream().map(StatusRange::toString).collect(Collectors.joining(",")),
                expectation.headers().stream()
                        .map(header -> new HttpExpected.Field(header.name(), Pattern.compile(header.value())))
                        .toList(),
                expectation.body().stream().map(HttpAsks::rule).toList(),
                expectation.maxBodyBytes(),
                expectation.digested());
    }

    private static HttpExpected.Body rule(BodyRule rule) {
        if (rule instanceof BodyRule.Contains contains) {
            return new HttpExpected.Contains(contains.text(), pattern(contains.text()));
        }
        if (rule instanceof BodyRule.Absent absent) {
            return new HttpExpected.Absent(absent.text(), pattern(absent.text()));
        }
        if (rule instanceof BodyRule.Matches matches) {
            return new HttpExpected.Matches(Pattern.compile(matches.pattern()));
        }
        BodyRule.Json json = (BodyRule.Json) rule;
        return new HttpExpected.Json(json.pointer(), JsonPointer.of(json.pointer()), json.value());
    }

    private static BytePattern pattern(String text) {
        return new BytePattern(text.getBytes(StandardCharsets.UTF_8));
    }
}
