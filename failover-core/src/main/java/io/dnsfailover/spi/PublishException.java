package io.dnsfailover.spi;

/** A DNS server or provider could not be read or written. */
public final class PublishException extends Exception {
    private static final long serialVersionUID = 1L;

    private final PublishEffect effect;

    /**
     * Reports a failure.
     *
     * @param effect what the attempt did to the zone
     * @param message what went wrong, with the name of the server; no secrets
     */
    public PublishException(PublishEffect effect, String message) {
        super(message);
        this.effect = effect;
    }

    /**
     * Reports a failure with its cause.
     *
     * @param effect what the attempt did to the zone
     * @param message what went wrong, with the name of the server; no secrets
     * @param cause what led to it
     */
    public PublishException(PublishEffect effect, String message, Throwable cause) {
        super(message, cause);
        this.effect = effect;
    }

    /**
     * What the attempt did to the zone.
     *
     * @return the effect; {@link PublishEffect#NONE} for a failed read
     */
    public PublishEffect effect() {
        return effect;
    }
}
