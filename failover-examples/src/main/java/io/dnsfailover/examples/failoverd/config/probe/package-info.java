/**
 * The types of checks that the file can ask for, a class for each: {@link ProbeTypes} lists them. What a type reads from is
 * {@link ProbeFields}, so that it knows nothing of YAML.
 */
@NullMarked
package io.dnsfailover.examples.failoverd.config.probe;

import org.jspecify.annotations.NullMarked;
