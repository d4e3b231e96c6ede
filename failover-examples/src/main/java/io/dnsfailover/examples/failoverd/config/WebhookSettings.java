package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.notify.route.Allowance;
import io.dnsfailover.notify.webhook.WebhookChannel;
import io.dnsfailover.notify.webhook.WebhookChannelBuilder;
import io.dnsfailover.notify.webhook.WebhookFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A web service that is told.
 *
 * @param name by which routes call it
 * @param url where it is; a secret, because what stands after the host often is one
 * @param way how it is told
 * @param allowance how much it is sent
 */
public record WebhookSettings(String name, SecretSource url, Way way, Allowance allowance) {
    /**
     * How it is told.
     *
     * @param format what the body looks like
     * @param secret what signs each request; null for nothing
     * @param deadline how long an attempt may take
     * @param clearText whether {@code http://} is taken too
     */
    public record Way(WebhookFormat format, @Nullable SecretSource secret, Duration deadline, boolean clearText) {}

    /**
     * Makes the channel. Connects to nothing yet.
     *
     * @return the channel
     * @throws IllegalArgumentException when a property is wrong; the message shows neither address nor secret
     */
    public WebhookChannel channel() {
        WebhookChannelBuilder builder =
                WebhookChannel.to(url.secret().reveal()).format(way.format()).deadline(way.deadline());
        if (way.secret() != null) {
            builder.signedWith(way.secret().secret());
        }
        return way.clearText() ? builder.allowClearText().build() : builder.build();
    }
}
