/**
 * The running shell around the pure core: one loop that owns all mutable state, and the lanes on which blocking work
 * leaves it and comes back as messages. Not exported.
 */
@NullMarked
package io.dnsfailover.internal.engine;

import org.jspecify.annotations.NullMarked;
