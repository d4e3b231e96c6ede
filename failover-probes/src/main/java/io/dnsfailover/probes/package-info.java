/**
 * Checks of endpoints over TCP, UDP, HTTP and HTTPS: the specifications that a policy carries, and the prober that runs them.
 */
@NullMarked
package io.dnsfailover.probes;

import org.jspecify.annotations.NullMarked;
