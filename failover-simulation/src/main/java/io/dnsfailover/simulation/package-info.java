/** The real engine in a world that a seed makes: locations, name servers, resolvers, an operator, and what goes wrong. */
@NullMarked
package io.dnsfailover.simulation;

import org.jspecify.annotations.NullMarked;
