/**
 * Notifications as lines of a log.
 */
@NullMarked
package io.dnsfailover.notify.log;

import org.jspecify.annotations.NullMarked;
