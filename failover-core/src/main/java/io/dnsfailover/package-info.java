/**
 * The running thing: {@link io.dnsfailover.Failover} watches endpoints and moves records as their policies say. Start with
 * {@link io.dnsfailover.Failover#builder()}.
 */
@NullMarked
package io.dnsfailover;

import org.jspecify.annotations.NullMarked;
