package io.dnsfailover.status;

import io.dnsfailover.decision.Brake;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The brake on big moves as it stood when a record last moved, waited or ceased to wait.
 *
 * @param rule the rule
 * @param records how many records there are
 * @param moved how many of them moved within the window
 * @param waiting how many would move and must not
 * @param releasedUntil until when an operator lets everything through; null when none does
 */
public record BrakeStatus(
        Brake rule,
        int records,
        int moved,
        int waiting,
        @Nullable Instant releasedUntil) {
    /**
     * Whether moves are withheld.
     *
     * @return true while a record waits
     */
    public boolean isOn() {
        return waiting > 0;
    }
}
