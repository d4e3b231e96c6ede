package io.dnsfailover.notify.webhook;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.notify.internal.NotifyThreads;
import io.dnsfailover.notify.internal.Tls;
import io.dnsfailover.spi.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link WebhookChannel}. Defaults: {@link WebhookFormat#JSON}, no signature, HTTPS only, the certificate authorities of
 * the JVM, a deadline of 10 s. What is set twice is refused. For one thread.
 */
public final class WebhookChannelBuilder {
    /** The shortest deadline. */
    public static final Duration MIN_DEADLINE = Duration.ofMillis(100);

    /** The longest deadline. */
    public static final Duration MAX_DEADLINE = Duration.ofMinutes(1);

    /** The shortest secret of a signature, in characters. */
    public static final int MIN_SECRET = 16;

    private final String url;
    private @Nullable WebhookFormat format;
    private @Nullable Secret secret;
    private @Nullable Duration deadline;
    private @Nullable SSLContext trust;
    private @Nullable InstantSource clock;
    private boolean clearText;

    WebhookChannelBuilder(String url) {
        this.url = url;
    }

    /**
     * What the body looks like.
     *
     * @param value default {@link WebhookFormat#JSON}
     * @return this
     */
    public WebhookChannelBuilder format(WebhookFormat value) {
        once("format", format);
        format = value;
        return this;
    }

    /**
     * What receiver and sender share, to sign each request with.
     *
     * @param value at least {@value #MIN_SECRET} characters; default no signature
     * @return this
     */
    public WebhookChannelBuilder signedWith(Secret value) {
        once("secret", secret);
        secret = value;
        return this;
    }

    /**
     * How long an attempt may take, with everything.
     *
     * @param value 100 ms to 1 min; default 10 s
     * @return this
     */
    public WebhookChannelBuilder deadline(Duration value) {
        once("deadline", deadline);
        deadline = value;
        return this;
    }

    /**
     * Whom to trust. The name and the dates of the certificate are verified in any case.
     *
     * @param context default that of the JVM
     * @return this
     */
    public WebhookChannelBuilder trust(SSLContext context) {
        once("trust", trust);
        trust = context;
        return this;
    }

    /**
     * Takes {@code http://} too: for a service on this machine. Whoever listens on the way can read the message then.
     *
     * @return this
     */
    public WebhookChannelBuilder allowClearText() {
        clearText = true;
        return this;
    }

    /**
     * The clock that dates signatures and reads {@code Retry-After}.
     *
     * @param source default that of the machine
     * @return this
     */
    public WebhookChannelBuilder clock(InstantSource source) {
        once("clock", clock);
        clock = source;
        return this;
    }

    /**
     * The channel; nothing is resolved or connected yet.
     *
     * @return a channel to close after use
     * @throws IllegalArgumentException when something is wrong; names everything that is, and shows neither address nor secret
     */
    public WebhookChannel build() {
        List<String> wrong = new ArrayList<>();
        WebhookTarget target = null;
        try {
            target = WebhookTarget.of(url, clearText);
        } catch (IllegalArgumentException e) {
            wrong.add(e.getMessage());
        }
        if (deadline().compareTo(MIN_DEADLINE) < 0 || deadline().compareTo(MAX_DEADLINE) > 0) {
            wrong.add("deadline '" + DurationText.of(deadline()) + "': has to be 100ms to 1m");
        }
        if (secret != null && secret.reveal().length() < MIN_SECRET) {
            wrong.add("secret: has at least " + MIN_SECRET + " characters");
        }
        if (target == null || !wrong.isEmpty()) {
            throw new IllegalArgumentException("webhook channel: " + String.join("; ", wrong));
        }
        return new WebhookChannel(target, this, new Tls(trust == null ? Tls.ofTheJvm() : trust));
    }

    WebhookFormat format() {
        return format == null ? WebhookFormat.JSON : format;
    }

    @Nullable
    Secret secret() {
        return secret;
    }

    Duration deadline() {
        return deadline == null ? Duration.ofSeconds(10) : deadline;
    }

    InstantSource clock() {
        return clock == null ? NotifyThreads.wallClock() : clock;
    }

    private static void once(String property, @Nullable Object set) {
        if (set != null) {
            throw new IllegalStateException("webhook channel: " + property + " is set twice");
        }
    }
}
