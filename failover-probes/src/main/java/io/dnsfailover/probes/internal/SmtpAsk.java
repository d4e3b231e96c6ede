package io.dnsfailover.probes.internal;

import org.jspecify.annotations.Nullable;

/**
 * What to say to a mail server.
 *
 * @param ehlo the name to greet with; null for the address that we come from
 * @param security whether to ask for TLS
 * @param host whom the certificate must name; null for what the endpoint is called
 */
public record SmtpAsk(
        @Nullable String ehlo, Security security, @Nullable String host) implements Ask {
    /** How the connection is secured. */
    public enum Security {
        /** Not at all. */
        PLAIN,
        /** STARTTLS, and the certificate is verified. */
        VERIFIED,
        /** STARTTLS with any certificate. */
        UNVERIFIED
    }

    @Override
    public Conversation talk(Check check, Way way) {
        String called = host == null ? way.host() : host;
        return new StreamConversation(check, new SmtpDialogue(this, called), way);
    }
}
