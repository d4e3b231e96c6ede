/**
<<<<<<< HEAD
 * Answers DNS queries from the present decisions, inside a host's own DNS server or with a listener of its own.
=======
 * Answers DNS queries from what the engine holds: wire format in, wire format out, for a host's own DNS server or
 * for the listener of {@code io.dnsfailover.dns.listen}.
 *
 * <p>{@link io.dnsfailover.dns.answer.Answerer} is the whole of it. It answers from an index of the managed names and
 * from record sets that are encoded once, when they change; a query takes no lock and waits for nothing. The parser
 * reads queries of strangers, so it is the smallest one that does: one pass, no recursion, no name compression in the
 * question.
>>>>>>> 855e705 (Answerer: wire in, wire out, from the record directory)
 */
@NullMarked
package io.dnsfailover.dns.answer;

import org.jspecify.annotations.NullMarked;
