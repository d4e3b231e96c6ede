/**
 * Answers DNS queries from what the engine holds: wire format in, wire format out, for a host's own DNS server or
 * for the listener of {@code io.dnsfailover.dns.listen}.
 *
 * <p>{@link io.dnsfailover.dns.answer.Answerer} is the whole of it. It answers from an index of the managed names and
 * from record sets that are encoded once, when they change; a query takes no lock and waits for nothing. The parser
 * reads queries of strangers, so it is the smallest one that does: one pass, no recursion, no name compression in the
 * question.
 */
@NullMarked
package io.dnsfailover.dns.answer;

import org.jspecify.annotations.NullMarked;
