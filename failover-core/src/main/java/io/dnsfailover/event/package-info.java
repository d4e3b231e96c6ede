/**
 * What happened, for people and machines: sealed, immutable, each with an id that stands in the log, the mail and the
 * journal alike.
 */
@NullMarked
package io.dnsfailover.event;

import org.jspecify.annotations.NullMarked;
