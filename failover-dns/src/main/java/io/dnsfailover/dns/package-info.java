/**
 * What the publishers and the answerer share.
 */
@NullMarked
package io.dnsfailover.dns;

import org.jspecify.annotations.NullMarked;
