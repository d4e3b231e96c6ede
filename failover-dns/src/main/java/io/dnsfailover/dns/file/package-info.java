/** Publishes decisions into zone files, and has a name server load them: for every server that can do nothing else. */
@NullMarked
package io.dnsfailover.dns.file;

import org.jspecify.annotations.NullMarked;
