/** What goes wrong: drawn from the seed as a list, so that a part of the list is a story too. */
@NullMarked
package io.dnsfailover.simulation.fault;

import org.jspecify.annotations.NullMarked;
