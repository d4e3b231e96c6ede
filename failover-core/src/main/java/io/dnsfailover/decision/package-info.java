/**
 * One record's whole life: what is known of its endpoints in, what the record set should hold out, with the
 * evidence. Pure: {@link io.dnsfailover.decision.Decider#evaluate} has no clock, no thread and no log.
 */
@NullMarked
package io.dnsfailover.decision;

import org.jspecify.annotations.NullMarked;
