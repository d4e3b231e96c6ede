/** A notifier of one's own. */
@NullMarked
package io.dnsfailover.examples.notifier;

import org.jspecify.annotations.NullMarked;
