/**
 * Where the routers of a path stand on the map, as far as a database that the host brings knows it: a second picture of an
 * outage, beside the one in {@link io.dnsfailover.notify.trace}. Locations of routers are guesses of that database.
 */
@NullMarked
package io.dnsfailover.notify.geo;

import org.jspecify.annotations.NullMarked;
