/** Several changes of one zone in one message: what the publishers that can do so share; not exported. */
@NullMarked
package io.dnsfailover.dns.internal.batch;

import org.jspecify.annotations.NullMarked;
