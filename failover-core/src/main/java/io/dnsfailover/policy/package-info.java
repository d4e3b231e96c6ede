/**
 * What the user wants of one record, as data: {@link io.dnsfailover.policy.FailoverPolicy} and its parts.
 * Immutable, comparable, without threads or secrets.
 */
@NullMarked
package io.dnsfailover.policy;

import org.jspecify.annotations.NullMarked;
