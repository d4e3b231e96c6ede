/**
 * A failover with one's own eyes: two web servers, the library and its embedded DNS server on loopback, and somebody who
 * pulls the plug.
 */
@NullMarked
package io.dnsfailover.examples.quickstart;

import org.jspecify.annotations.NullMarked;
