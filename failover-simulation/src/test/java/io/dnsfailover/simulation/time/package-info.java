@NullMarked
package io.dnsfailover.simulation.time;

import org.jspecify.annotations.NullMarked;
