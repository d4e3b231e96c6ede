/**
 * One message to a server and its reply, within a deadline: what the publishers that ask or tell a name server share; not exported.
 */
@NullMarked
package io.dnsfailover.dns.internal.exchange;

import org.jspecify.annotations.NullMarked;
