/**
 * One location's view of one endpoint: observations in, a damped state out. Pure: no clock, no thread.
 */
@NullMarked
package io.dnsfailover.health;

import org.jspecify.annotations.NullMarked;
