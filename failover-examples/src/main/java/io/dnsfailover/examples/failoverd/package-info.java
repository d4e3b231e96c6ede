/**
 * failoverd: a program that assembles the library from a configuration file, so that an operator can run it without
 * writing Java. See {@code docs/configuration.md}.
 */
@NullMarked
package io.dnsfailover.examples.failoverd;

import org.jspecify.annotations.NullMarked;
