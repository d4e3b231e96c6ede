/** From a seed to a verdict: runs a world, hashes what happens, shrinks what fails, and the command line. */
@NullMarked
package io.dnsfailover.simulation.run;

import org.jspecify.annotations.NullMarked;
