/**
 * Bugs planted into the engine, one at a time, to prove that the simulation finds them.
 */
@NullMarked
package io.dnsfailover.simulation.planted;

import org.jspecify.annotations.NullMarked;
