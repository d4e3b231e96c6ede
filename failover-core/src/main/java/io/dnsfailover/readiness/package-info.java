/** How ready a standby is to take over, before it is needed. Pure: no clock, no thread. */
@NullMarked
package io.dnsfailover.readiness;

import org.jspecify.annotations.NullMarked;
