/**
 * The proof: asks the authoritative servers of a zone what they answer.
 *
 * <p>{@code DnsProof} finds the servers, from a list or from the delegation, and asks them one question at a time.
 */
@NullMarked
package io.dnsfailover.dns.proof;

import org.jspecify.annotations.NullMarked;
