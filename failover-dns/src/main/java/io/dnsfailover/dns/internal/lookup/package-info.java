/** Reads what recursive resolvers answer. */
@NullMarked
package io.dnsfailover.dns.internal.lookup;

import org.jspecify.annotations.NullMarked;
