/** What there is: endpoints, locations, name servers, resolvers, disks, controllers, an operator. It does what it should, until a fault says otherwise. */
@NullMarked
package io.dnsfailover.simulation.world;

import org.jspecify.annotations.NullMarked;
