/** What a running {@code Failover} shows of itself: immutable snapshots that readers take without a lock. */
@NullMarked
package io.dnsfailover.status;

import org.jspecify.annotations.NullMarked;
