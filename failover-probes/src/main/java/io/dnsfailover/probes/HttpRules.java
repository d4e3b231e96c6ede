package io.dnsfailover.probes;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/** What a specification of an HTTP check must keep. */
final class HttpRules {
    /** A name that ends in a number would be an address in some notation. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX]\\p{XDigit}*)");

    private HttpRules() {}

    static List<Violation> violations(HttpProbe probe) {
        Rules rules = new Rules();
        rules.port(probe.port());
        rules.require(
                isPath(probe.path()),
                "path",
                probe.path(),
                "must start with one '/' and have at most " + HttpProbe.MAX_PATH_CHARS
                        + " characters, all visible ASCII, percent-encoded where needed, without a fragment ('#')");
        probe.host()
                .ifPresent(host -> rules.require(
                        isHost(host),
                        "host",
                        host,
                        "must be a host name, or an IP address without brackets, and neither has a port"));
        for (StatusRange range : probe.expectedStatuses()) {
            rules.require(
                    range.isWellFormed(), "expect-status", range.toString(), "must be 200 to 599, in ascending order");
        }
        probe.expectedBody()
                .ifPresent(body -> rules.payload("expect-body", Payload.text(body), HttpProbe.MAX_BODY_BYTES));
        rules.require(probe.isSecure() || !probe.isInsecure(), "insecure", "true", "is for https only");
        if (probe.redirects() instanceof RedirectPolicy.SameHost follow) {
            rules.require(
                    follow.max() >= 1 && follow.max() <= RedirectPolicy.SameHost.LIMIT,
                    "redirects",
                    String.valueOf(follow.max()),
                    "must be 1 to " + RedirectPolicy.SameHost.LIMIT);
        }
        return rules.violations();
    }

    private static boolean isPath(String path) {
        boolean visible = path.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!visible || !path.startsWith("/") || path.startsWith("//") || path.length() > HttpProbe.MAX_PATH_CHARS) {
            return false;
        }
        try {
            return new URI(path).getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static boolean isHost(String host) {
        try {
            if (host.endsWith(".") || ENDS_IN_NUMBER.matcher(host).matches() || host.indexOf(':') >= 0) {
                return Target.parse(host) instanceof Target.Address;
            }
            return !host.contains("*") && DnsName.of(host + ".").labels().size() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
