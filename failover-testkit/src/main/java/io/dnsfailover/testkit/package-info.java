/**
 * Simulated time, scripted probes and recording fakes: a policy's test reads like the story it tells.
 */
@NullMarked
package io.dnsfailover.testkit;

import org.jspecify.annotations.NullMarked;
