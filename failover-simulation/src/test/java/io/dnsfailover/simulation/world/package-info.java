@NullMarked
package io.dnsfailover.simulation.world;

import org.jspecify.annotations.NullMarked;
