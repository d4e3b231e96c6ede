package io.dnsfailover.spi;

import io.dnsfailover.model.RecordSet;
import org.jspecify.annotations.Nullable;

/**
 * One record set to replace.
 *
 * @param desired what the server is to hold
 * @param expected what it is believed to hold now; the change must not happen when it holds something else. Null
 *     for a change without a condition
 * @param generation the generation of the decision behind it, from 1; grows with each decision of a record
 * @param fencingToken the token of the controller that decided; grows with each change of controller, 0 for a
 *     single process
 */
public record Change(RecordSet desired, @Nullable Published expected, long generation, long fencingToken) {}
