/**
 * Simulated time, scripted probes and recording fakes: a policy's test reads like the story it tells.
 *
 * <p>Start with {@link io.dnsfailover.testkit.Scenario}, which runs the real engine over all of them. The pieces can be used
 * alone: {@link io.dnsfailover.testkit.SimulatedTime} as the clock and scheduler of a {@code Failover},
 * {@link io.dnsfailover.testkit.ScriptedProber}, {@link io.dnsfailover.testkit.InMemoryPublisher} and
 * {@link io.dnsfailover.testkit.RecordingNotifier} as what is plugged into it.
 *
 * <pre>{@code
 * try (Scenario scenario = Scenario.of(www).from("fra1", "ams1").start()) {
 *     scenario.endpoint("192.0.2.10").goesDown();
 *     scenario.advance(Duration.ofMinutes(2));
 *
 *     assertThat(scenario).failedOverTo("192.0.2.20").within(Duration.ofSeconds(70));
 * }
 * }</pre>
 */
@NullMarked
package io.dnsfailover.testkit;

import org.jspecify.annotations.NullMarked;
