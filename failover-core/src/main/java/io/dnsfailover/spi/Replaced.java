package io.dnsfailover.spi;

import org.jspecify.annotations.Nullable;

/**
 * How one change of a batch ended.
 *
 * @param change the change
 * @param failure what {@link DnsPublisher#replace} would have thrown for it; null when it is written and seen
 */
public record Replaced(Change change, @Nullable PublishException failure) {
    /**
     * Ends as {@link DnsPublisher#replace} would have.
     *
     * @throws PublishException the failure, when there is one
     */
    public void orThrow() throws PublishException {
        if (failure != null) {
            throw failure;
        }
    }
}
