/** Programs that measure. Figures and what limits them are in {@code docs/performance.md}. */
@NullMarked
package io.dnsfailover.benchmarks;

import org.jspecify.annotations.NullMarked;
