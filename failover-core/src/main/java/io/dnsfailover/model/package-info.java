/**
 * The nouns: names, record sets, endpoints, locations and what a check saw. Immutable values that
 * check themselves when they are made; DNS words are those of RFC 9499.
 */
@NullMarked
package io.dnsfailover.model;

import org.jspecify.annotations.NullMarked;
