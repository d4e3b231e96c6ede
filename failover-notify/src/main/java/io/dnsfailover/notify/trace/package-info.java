/**
 * Where a path broke: traces compared with the last good ones, merged into one graph, and drawn as the visual traceroute.
 * Everything here is pure: traces in, words and pictures out.
 */
@NullMarked
package io.dnsfailover.notify.trace;

import org.jspecify.annotations.NullMarked;
