/** The checks around an event as a picture over time: one row for each location, with what happened to the record marked. */
@NullMarked
package io.dnsfailover.notify.timeline;

import org.jspecify.annotations.NullMarked;
