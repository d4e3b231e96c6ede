/**
 * What belongs together, and what is told when: incidents, digests, and the tokens of each recipient. Values in, values out; time is a
 * value; no thread, clock or socket.
 */
@NullMarked
package io.dnsfailover.notify.incident;

import org.jspecify.annotations.NullMarked;
