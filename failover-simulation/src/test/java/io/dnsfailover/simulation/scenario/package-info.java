/** That the pages are up to date, and that what they say is so. */
@NullMarked
package io.dnsfailover.simulation.scenario;

import org.jspecify.annotations.NullMarked;
