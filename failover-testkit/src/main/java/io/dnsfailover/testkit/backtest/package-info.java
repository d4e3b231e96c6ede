/**
 * Tries a policy on what really happened: a journal goes in, and what another policy would have made of it comes out beside what
 * was made of it, as a table and as a picture.
 *
 * <p>Start with {@link io.dnsfailover.testkit.backtest.BackTest}. Uses neither JUnit nor AssertJ, so that a program can hold it.
 */
@NullMarked
package io.dnsfailover.testkit.backtest;

import org.jspecify.annotations.NullMarked;
