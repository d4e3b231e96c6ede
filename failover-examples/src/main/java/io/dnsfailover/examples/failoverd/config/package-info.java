/**
 * Reads failoverd's configuration file: every mistake is collected with its line and column, nothing is accepted and
 * ignored, and what was read is plain data. One class for each section of the file.
 */
@NullMarked
package io.dnsfailover.examples.failoverd.config;

import org.jspecify.annotations.NullMarked;
