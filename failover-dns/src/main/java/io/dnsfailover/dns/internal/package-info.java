/**
 * What the packages of this module share; not exported.
 */
@NullMarked
package io.dnsfailover.dns.internal;

import org.jspecify.annotations.NullMarked;
