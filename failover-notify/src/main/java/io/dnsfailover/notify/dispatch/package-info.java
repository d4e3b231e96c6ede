/** The notifier that a host gives to its {@code Failover}: routes, incidents and channels put together, with the threads and timers. */
@NullMarked
package io.dnsfailover.notify.dispatch;

import org.jspecify.annotations.NullMarked;
