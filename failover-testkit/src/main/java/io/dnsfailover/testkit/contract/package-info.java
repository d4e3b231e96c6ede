/**
 * What every implementation of an SPI must do, as tests to extend.
 */
@NullMarked
package io.dnsfailover.testkit.contract;

import org.jspecify.annotations.NullMarked;
