/** A probe of one's own, over a client that blocks. */
@NullMarked
package io.dnsfailover.examples.probe;

import org.jspecify.annotations.NullMarked;
