/** How fast name servers are told. */
@NullMarked
package io.dnsfailover.benchmarks.publish;

import org.jspecify.annotations.NullMarked;
