package io.dnsfailover.notify.timeline;

import io.dnsfailover.model.Moment;

/**
 * Something that happened to the record.
 *
 * @param what in a few words
 * @param at when
 */
public record Mark(String what, Moment at) {}
