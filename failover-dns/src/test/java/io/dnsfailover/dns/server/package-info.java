/**
 * Real name servers as child processes on loopback, for tests of this module and of those above it (from the test jar). A test that
 * needs a server that is not installed is skipped with a reason, or fails when the system property
 * {@code failover.realServers} is {@code required}.
 */
package io.dnsfailover.dns.server;
