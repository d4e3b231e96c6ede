/** A publisher of one's own. */
@NullMarked
package io.dnsfailover.examples.publisher;

import org.jspecify.annotations.NullMarked;
