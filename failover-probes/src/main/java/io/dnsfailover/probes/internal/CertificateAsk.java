package io.dnsfailover.probes.internal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate must be.
 *
 * @param host whom it must name, and what is asked for (SNI); null for what the endpoint is called
 * @param names whom it must name besides
 * @param warn how long before its end to warn
 */
public record CertificateAsk(@Nullable String host, List<String> names, Duration warn) implements Ask {
    @Override
    public Conversation talk(Check check, Way way) {
        String called = host == null ? way.host() : host;
        return new StreamConversation(check, new CertificateDialogue(this, called, check), way);
    }
}
