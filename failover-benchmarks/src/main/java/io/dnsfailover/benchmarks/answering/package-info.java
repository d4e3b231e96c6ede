/** What an answer costs: in process, and over sockets beside other name servers. */
@NullMarked
package io.dnsfailover.benchmarks.answering;

import org.jspecify.annotations.NullMarked;
