/**
 * What a host can plug in: probes, sources of observations, DNS publishers, notifiers, a state store, and the
 * doors to time and threads. Every interface has a contract test in {@code failover-testkit}.
 */
@NullMarked
package io.dnsfailover.spi;

import org.jspecify.annotations.NullMarked;
