package io.dnsfailover.notify;

import io.dnsfailover.model.Printable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message did not get through, or not to everybody.
 *
 * <p>The message is one line of printable ASCII of at most {@link Printable#MAX_CHARS} characters without secrets, and there is no
 * cause: what libraries put into their exceptions is foreign text of any length.
 */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean retryable;
    private final transient @Nullable Duration retryAfter;
    private final transient List<RefusedRecipient> refused;

    private DeliveryException(
            String what, boolean retryable, @Nullable Duration retryAfter, List<RefusedRecipient> refused) {
        super(Printable.of(what));
        this.retryable = retryable;
        this.retryAfter = retryAfter;
        this.refused = List.copyOf(refused);
    }

    /**
     * Another attempt may succeed: the target was out of reach, busy, wrongly configured, or refused for now.
     *
     * @param what what went wrong; escaped and cut here
     * @return an exception to throw
     */
    public static DeliveryException temporary(String what) {
        return new DeliveryException(what, true, null, List.of());
    }

    /**
     * Another attempt may succeed, and the target said when.
     *
     * @param what what went wrong; escaped and cut here
     * @param retryAfter how long to wait at least
     * @return an exception to throw
     */
    public static DeliveryException temporary(String what, Duration retryAfter) {
        return new DeliveryException(what, true, retryAfter, List.of());
    }

    /**
     * The target refused this message for good; every other attempt would end alike.
     *
     * @param what what went wrong; escaped and cut here
     * @return an exception to throw
     */
    public static DeliveryException permanent(String what) {
        return new DeliveryException(what, false, null, List.of());
    }

    /**
     * Some recipients were refused, or all; everybody else has the message. Another attempt makes sense when it does for one of
     * the refused.
     *
     * @param what what went wrong; escaped and cut here
     * @param refused who did not get the message
     * @return an exception to throw
     * @throws IllegalArgumentException when nobody was refused
     */
    public static DeliveryException refused(String what, List<RefusedRecipient> refused) {
        if (refused.isEmpty()) {
            throw new IllegalArgumentException("refused: at least one recipient");
        }
        return new DeliveryException(what, refused.stream().anyMatch(RefusedRecipient::retryable), null, refused);
    }

    /**
     * Whether another attempt makes sense.
     *
     * @return false when every other attempt would end alike
     */
    public boolean retryable() {
        return retryable;
    }

    /**
     * How long the target asked us to wait.
     *
     * @return between a second and an hour; null when it did not say
     */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /**
     * Who was refused while the others have the message.
     *
     * @return immutable; empty when the attempt failed for everybody for a reason that has nothing to do with one of them
     */
    public List<RefusedRecipient> refused() {
        return refused;
    }
}
