/**
 * Threads, clocks and connections of this module.
 */
@NullMarked
package io.dnsfailover.notify.internal;

import org.jspecify.annotations.NullMarked;
