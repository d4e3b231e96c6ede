/**
 * The named scenarios: outages that everybody knows, told to the real engine over many seeds, and what comes of them as a page.
 */
@NullMarked
package io.dnsfailover.simulation.scenario;

import org.jspecify.annotations.NullMarked;
