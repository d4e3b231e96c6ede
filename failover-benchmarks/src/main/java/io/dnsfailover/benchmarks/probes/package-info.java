/** What a check costs: load with a server of its own, beside other checkers where they are installed. */
@NullMarked
package io.dnsfailover.benchmarks.probes;

import org.jspecify.annotations.NullMarked;
