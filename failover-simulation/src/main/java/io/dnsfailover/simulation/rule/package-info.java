/** What must hold after every event, whatever goes wrong, and what must come to hold when nothing goes wrong any more. */
@NullMarked
package io.dnsfailover.simulation.rule;

import org.jspecify.annotations.NullMarked;
