package io.dnsfailover.probes;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What the parts of an HTTP message may consist of. Stricter than RFC 9110: only visible ASCII passes, so that there is no
 * character whose lower byte could become a CR or an LF on the wire.
 */
final class HttpText {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** A name that ends in a number would be an address in some notation. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX]\\p{XDigit}*)");

    private HttpText() {}

    /** A method: capital letters. */
    static boolean isMethod(String text) {
        return METHOD.matcher(text).matches();
    }

    /** The name of a header field (RFC 9110 section 5.6.2). */
    static boolean isFieldName(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** The value of a header field: visible ASCII, with spaces inside. */
    static boolean isFieldValue(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f) && text.equals(text.strip());
    }

    /** The name of a credential, an authority or a client certificate. */
    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** A host name without its final dot, or an address; never with a port. */
    static boolean isHost(String host) {
        try {
            if (host.endsWith(".") || ENDS_IN_NUMBER.matcher(host).matches() || host.indexOf(':') >= 0) {
                return Target.parse(host) instanceof Target.Address;
            }
            return isHostName(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A host name without its final dot, and no address in whatever notation. */
    static boolean isHostName(String host) {
        try {
            return !host.endsWith(".")
                    && !host.contains("*")
                    && !ENDS_IN_NUMBER.matcher(host).matches()
                    && host.chars().allMatch(c -> c > ' ' && c < 0x7f)
                    && DnsName.of(host + ".").labels().size() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A part of a query, percent-encoded as UTF-8. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
