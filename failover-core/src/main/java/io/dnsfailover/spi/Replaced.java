package io.dnsfailover.spi;

import org.jspecify.annotations.Nullable;

/**
 * How one change of a batch ended.
 *
 * @param change the change
 * @param failure what {@link DnsPublisher#replace} would have thrown for it; null when it is written and seen
 */
public record Replaced(Change change, @Nullable PublishException failure) {}
