/** The checks that {@code docs/probes.md} shows. */
@NullMarked
package io.dnsfailover.examples.checks;

import org.jspecify.annotations.NullMarked;
