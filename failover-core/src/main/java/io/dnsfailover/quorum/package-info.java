/**
 * From what the locations think to one verdict: votes by failure domain, counted against the configured
 * domains. Pure: no clock, no thread.
 */
@NullMarked
package io.dnsfailover.quorum;

import org.jspecify.annotations.NullMarked;
