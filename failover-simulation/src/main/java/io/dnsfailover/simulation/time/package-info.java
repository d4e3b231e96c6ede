/** One time line for everything that happens in a world, and the clocks and tasks of the machines that live in it. */
@NullMarked
package io.dnsfailover.simulation.time;

import org.jspecify.annotations.NullMarked;
