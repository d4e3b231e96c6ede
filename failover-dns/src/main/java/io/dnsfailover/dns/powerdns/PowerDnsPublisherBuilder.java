package io.dnsfailover.dns.powerdns;

import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.SocketText;
import io.dnsfailover.dns.internal.exchange.Signer;
import io.dnsfailover.dns.internal.exchange.Transport;
import io.dnsfailover.dns.internal.exchange.ZoneReader;
import io.dnsfailover.model.Printable;
import io.dnsfailover.spi.Secret;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link PowerDnsPublisher}. Every property may be set once. Defaults: no key and no DNS address (both must be given), no TLS
 * (allowed on a loopback address only, unless said otherwise), timeout 10 s, owner {@code failover}, at most 100 changes in one
 * request. For one thread.
 */
public final class PowerDnsPublisherBuilder {
    /** How long a call may take unless said otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** The ownership that is written into the mark unless said otherwise. */
    public static final String DEFAULT_OWNER = "failover";

    /** How many changes one request carries at most unless said otherwise. */
    public static final int DEFAULT_MAX_BATCH = 100;

    private static final int MAX_MAX_BATCH = 1000;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);
    private static final Pattern API_KEY = Pattern.compile("[!-~]{8,1024}");
    private static final Pattern CERTIFICATE_NAME = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");

    private final InetSocketAddress api;
    private @Nullable Secret key;
    private @Nullable InetSocketAddress dns;
    private @Nullable String tlsName;
    private @Nullable SSLContext trust;
    private @Nullable Duration timeout;
    private @Nullable String owner;
    private @Nullable Integer maxBatch;
    private boolean plaintext;

    PowerDnsPublisherBuilder(InetSocketAddress api) {
        this.api = api;
    }

    /**
     * What opens the API.
     *
     * @param value the server's {@code api-key}: 8 to 1024 visible characters of ASCII
     * @return this
     */
    public PowerDnsPublisherBuilder key(Secret value) {
        key = once(key, value, "key");
        return this;
    }

    /**
     * Where the same server answers DNS queries, over UDP and TCP: a change counts when it is answered there.
     *
     * @param value an address and port of {@code local-address} and {@code local-port}
     * @return this
     */
    public PowerDnsPublisherBuilder dns(InetSocketAddress value) {
        dns = once(dns, value, "dns");
        return this;
    }

    /**
     * Speaks TLS, 1.2 or newer, with the proxy that stands before the API; PowerDNS itself has none. Chain, name and dates of the
     * certificate are verified, by the authorities of the JVM.
     *
     * @param certificateName what the certificate has to name, and the request is for: a host name or an IP literal
     * @return this
     */
    public PowerDnsPublisherBuilder tls(String certificateName) {
        tlsName = once(tlsName, certificateName, "tls");
        return this;
    }

    /**
     * Like {@link #tls(String)}, with a trust of its own.
     *
     * @param certificateName what the certificate has to name, and the request is for: a host name or an IP literal
     * @param authorities whom to trust
     * @return this
     */
    public PowerDnsPublisherBuilder tls(String certificateName, SSLContext authorities) {
        trust = authorities;
        return tls(certificateName);
    }

    /**
     * Sends the key without TLS to a server that is not on a loopback address. Only for a network where nobody listens.
     *
     * @return this
     */
    public PowerDnsPublisherBuilder allowClearText() {
        plaintext = true;
        return this;
    }

    /**
     * The hard deadline over each call, looking over DNS included.
     *
     * @param value from 100 ms to 5 min; 10 s by default
     * @return this
     */
    public PowerDnsPublisherBuilder timeout(Duration value) {
        timeout = once(timeout, value, "timeout");
        return this;
    }

    /**
     * Whose the record sets are: publishers with different owners do not overwrite each other's. All controllers that stand in for
     * each other use the same.
     *
     * @param instance 1 to 63 letters, digits, dots, hyphens and underscores; {@code failover} by default
     * @return this
     */
    public PowerDnsPublisherBuilder owner(String instance) {
        owner = once(owner, instance, "owner");
        return this;
    }

    /**
     * How many changes of a zone one request carries at most. With 1, each change is a request of its own.
     *
     * @param value from 1 to 1000; 100 by default
     * @return this
     */
    public PowerDnsPublisherBuilder maxBatch(int value) {
        maxBatch = once(maxBatch, value, "maxBatch");
        return this;
    }

    /**
     * Makes the publisher. Sends nothing yet.
     *
     * @return the publisher
     * @throws IllegalArgumentException when a property is missing or wrong; the message names every such property
     */
    public PowerDnsPublisher build() {
        List<String> violations = violations();
        if (key == null || dns == null || !violations.isEmpty()) {
            throw new IllegalArgumentException("not a publisher: " + String.join("; ", violations));
        }
        String address = SocketText.of(api);
        String name = "powerdns " + address;
        HttpTransport.Tls tls =
                tlsName == null ? null : new HttpTransport.Tls(tlsName, trust == null ? ofTheJvm() : trust);
        HttpTransport http = new HttpTransport(api, tls);
        Signer unsigned = new Signer(null);
        Transport overDns = new Transport(dns, null, unsigned);
        PowerDnsClient client = new PowerDnsClient(
                name,
                new PowerDnsApi(name, tlsName == null ? address : SocketText.host(tlsName), key, http),
                http,
                new ZoneReader(name + ", DNS " + SocketText.of(dns), unsigned, overDns),
                overDns);
        return new PowerDnsPublisher(name, chosenOwner(), chosenTimeout(), chosenMaxBatch(), client);
    }

    private List<String> violations() {
        List<String> violations = new ArrayList<>();
        checkAddress("api", api, violations);
        if (key == null) {
            violations.add("key is missing");
        } else if (!API_KEY.matcher(key.reveal()).matches()) {
            violations.add("key has 8 to 1024 visible characters of ASCII, which this one has not");
        }
        if (dns == null) {
            violations.add("dns is missing: nothing counts as published that is not answered");
        } else {
            checkAddress("dns", dns, violations);
        }
        if (tlsName != null && !CERTIFICATE_NAME.matcher(tlsName).matches()) {
            violations.add("tls '" + Printable.of(tlsName) + "' is neither a host name nor an IP literal");
        }
        if (tlsName != null && plaintext) {
            violations.add("tls and allowClearText exclude each other");
        }
        if (tlsName == null
                && !plaintext
                && !api.isUnresolved()
                && !api.getAddress().isLoopbackAddress()) {
            violations.add("without tls, the key would be readable on the way to " + SocketText.of(api)
                    + ": allowClearText says that nobody listens there");
        }
        if (chosenTimeout().compareTo(MIN_TIMEOUT) < 0 || chosenTimeout().compareTo(MAX_TIMEOUT) > 0) {
            violations.add("timeout " + chosenTimeout() + " is not in " + MIN_TIMEOUT + " to " + MAX_TIMEOUT);
        }
        if (chosenMaxBatch() < 1 || chosenMaxBatch() > MAX_MAX_BATCH) {
            violations.add("maxBatch " + chosenMaxBatch() + " is not in 1 to " + MAX_MAX_BATCH);
        }
        if (!OwnershipMark.isOwner(chosenOwner())) {
            violations.add("owner '" + Printable.of(chosenOwner())
                    + "' must have 1 to 63 letters, digits, dots, hyphens and underscores");
        }
        return violations;
    }

    private static void checkAddress(String property, InetSocketAddress address, List<String> violations) {
        if (address.isUnresolved()) {
            violations.add(property + " " + Printable.of(address.getHostString()) + " is not an address");
        }
        if (address.getPort() == 0) {
            violations.add(property + " has port 0");
        }
    }

    private Duration chosenTimeout() {
        return timeout == null ? DEFAULT_TIMEOUT : timeout;
    }

    private String chosenOwner() {
        return owner == null ? DEFAULT_OWNER : owner;
    }

    private int chosenMaxBatch() {
        return maxBatch == null ? DEFAULT_MAX_BATCH : maxBatch;
    }

    private static SSLContext ofTheJvm() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JVM has no default TLS context", e);
        }
    }

    private static <T> T once(@Nullable T before, T value, String property) {
        if (before != null) {
            throw new IllegalStateException(property + " is set twice");
        }
        return value;
    }
}
