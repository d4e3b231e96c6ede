package io.dnsfailover.notify;

import io.dnsfailover.model.Printable;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The address of a mailbox, such as {@code ops@example.com}: a dot-atom, an {@code @}, and a host name (RFC 5321 section 4.1.2,
 * without quoted local parts, address literals and comments). ASCII only: what is not on the list of allowed characters is
 * refused, so that no address can carry anything else into a header or an SMTP command. A domain of another script is written in
 * its ASCII form ({@code xn--...}).
 *
 * @param text the address; the domain is made lower case here
 */
public record MailAddress(String text) {
    /** The longest address, in characters: a path has at most 256 with its brackets (RFC 5321 section 4.5.3.1.3). */
    public static final int MAX_CHARS = 254;

    private static final int MAX_LOCAL_CHARS = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    /** Checks the form; that the mailbox exists only its server knows. */
    public MailAddress {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw invalid(text, "has no @");
        }
        if (text.length() > MAX_CHARS || at > MAX_LOCAL_CHARS) {
            throw invalid(
                    text, "has at most " + MAX_CHARS + " characters, " + MAX_LOCAL_CHARS + " of them before the @");
        }
        if (!LOCAL.matcher(text.substring(0, at)).matches()) {
            throw invalid(
                    text, "has letters, digits and !#$%&'*+/=?^_`{|}~- before the @, and single dots between them");
        }
        if (!DOMAIN.matcher(text.substring(at + 1)).matches()) {
            throw invalid(text, "has a host name of letters, digits and hyphens after the @");
        }
        text = text.substring(0, at) + text.substring(at).toLowerCase(Locale.ROOT);
    }

    /**
     * The part after the {@code @}.
     *
     * @return a host name in lower case
     */
    public String domain() {
        return text.substring(text.lastIndexOf('@') + 1);
    }

    /** The address itself. */
    @Override
    public String toString() {
        return text;
    }

    private static IllegalArgumentException invalid(String text, String rule) {
        return new IllegalArgumentException("mail address '" + Printable.of(text) + "': an address " + rule);
    }
}
