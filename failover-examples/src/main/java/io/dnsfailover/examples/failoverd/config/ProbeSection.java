package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.Printable;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.probes.HttpProbe;
import io.dnsfailover.probes.RedirectPolicy;
import io.dnsfailover.probes.StatusRange;
import io.dnsfailover.probes.TcpProbe;
import io.dnsfailover.probes.UdpProbe;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code probe} of a policy: what is checked. Whether the values make sense is for the probe itself to say. */
final class ProbeSection {
    private static final Pattern STATUS_RANGE = Pattern.compile("(\\d{3})(?:-(\\d{3}))?");

    private final Fields fields;

    /** The properties that could not be read, such as {@code probe.path}. */
    private final Set<String> unread;

    private ProbeSection(Fields fields, Set<String> unread) {
        this.fields = fields;
        this.unread = unread;
    }

    /** What a policy says of its probe: with a type of its own it takes nothing from the defaults. */
    static @Nullable Fields merged(Fields policy) {
        Value own = policy.getOwn("probe");
        Fields ownFields = own == null || !own.isMapping() ? null : own.fields();
        return ownFields != null && ownFields.hasOwn("type") ? ownFields : policy.merged("probe");
    }

    /** The probe of a policy, without the properties that cannot be read; null when not even its type can be. */
    static @Nullable ProbeSpec read(Fields policy, Set<String> unread) {
        Fields fields = merged(policy);
        Value typeValue = fields == null ? null : fields.require("type");
        String type = typeValue == null ? null : typeValue.word(Keys.PROBE_TYPES);
        if (fields == null) {
            return null;
        }
        if (type == null) {
            fields.allow(Keys.anyProbe());
            return null;
        }
        fields.allow(Keys.probe(type));
        ProbeSection section = new ProbeSection(fields, unread);
        return switch (type) {
            case "tcp" -> section.tcp();
            case "udp" -> section.udp();
            case "http" -> section.http(HttpProbe.http());
            default -> section.http(HttpProbe.https());
        };
    }

    private TcpProbe tcp() {
        TcpProbe probe = TcpProbe.port(requiredPort());
        exclude("send", "send-hex");
        exclude("expect", "expect-hex");
        probe = withText(probe, "send", TcpProbe::send);
        probe = withText(probe, "send-hex", TcpProbe::sendHex);
        probe = withText(probe, "expect", TcpProbe::expect);
        return withText(probe, "expect-hex", TcpProbe::expectHex);
    }

    private UdpProbe udp() {
        UdpProbe probe = UdpProbe.port(requiredPort());
        exclude("send", "send-hex");
        exclude("expect", "expect-hex");
        probe = withText(probe, "send", UdpProbe::send);
        probe = withText(probe, "send-hex", UdpProbe::sendHex);
        probe = withText(probe, "expect", UdpProbe::expect);
        return withText(probe, "expect-hex", UdpProbe::expectHex);
    }

    private HttpProbe http(HttpProbe plain) {
        HttpProbe probe = fields.get("port") == null ? plain : plain.port(requiredPort());
        probe = withText(probe, "path", HttpProbe::path);
        probe = withText(probe, "host", HttpProbe::host);
        probe = withText(probe, "expect-body", HttpProbe::expectBody);
        probe = statuses(probe);
        Value insecure = fields.get("insecure");
        if (insecure != null && Boolean.TRUE.equals(kept("insecure", insecure.truth()))) {
            probe = probe.insecure();
        }
        Value redirects = fields.get("redirects");
        RedirectPolicy policy = redirects == null ? null : kept("redirects", redirects(redirects));
        return policy == null ? probe : probe.followRedirects(policy);
    }

    private int requiredPort() {
        Value value = fields.require("port");
        Integer port = kept("port", value == null ? null : value.wholeNumber(1, 65535));
        return port == null ? 1 : port;
    }

    private void exclude(String key, String other) {
        Value second = fields.get(other);
        if (second != null && fields.get(key) != null) {
            second.wrong("is set besides " + key + ": one of them is enough");
            unread.add("probe." + other);
        }
    }

    private <P> P withText(P probe, String key, BiFunction<P, String, P> setter) {
        Value value = fields.get(key);
        String text = value == null ? null : kept(key, value.text());
        return text == null ? probe : setter.apply(probe, text);
    }

    /** A status, a range such as {@code 200-299}, or a list of these. */
    private HttpProbe statuses(HttpProbe plain) {
        Value section = fields.get("expect-status");
        HttpProbe probe = plain;
        if (section != null && section.isList() && section.itemOrItems().isEmpty()) {
            section.wrong("must have at least one status");
            unread.add("probe.expect-status");
        }
        for (Value item : section == null ? List.<Value>of() : section.itemOrItems()) {
            StatusRange status = kept("expect-status", item.read(ProbeSection::status));
            probe = status == null ? probe : probe.expectStatus(status.from(), status.to());
        }
        return probe;
    }

    private static StatusRange status(String text) {
        Matcher range = STATUS_RANGE.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException(
                    "must be a status such as 200, or a range such as 200-299, not '" + Printable.of(text) + "'");
        }
        int from = Integer.parseInt(range.group(1));
        int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
        if (from < 200 || to < from || to > 599) {
            throw new IllegalArgumentException("must be 200 to 599, in ascending order");
        }
        return new StatusRange(from, to);
    }

    private static @Nullable RedirectPolicy redirects(Value value) {
        if (value.isMapping()) {
            Fields parts = value.fields(Keys.REDIRECTS);
            Value max = parts == null ? null : parts.require("same-host");
            Integer most = max == null ? null : max.wholeNumber(1, RedirectPolicy.SameHost.LIMIT);
            return most == null ? null : RedirectPolicy.sameHost(most);
        }
        return value.word(Keys.REDIRECT_WORDS) == null ? null : RedirectPolicy.none();
    }

    private <T> @Nullable T kept(String key, @Nullable T read) {
        if (read == null) {
            unread.add("probe." + key);
        }
        return read;
    }
}
