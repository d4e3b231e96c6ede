@NullMarked
package io.dnsfailover.simulation.run;

import org.jspecify.annotations.NullMarked;
