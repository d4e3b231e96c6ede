/**
 * A drawing as a value, and the two ways to write it down: SVG with nothing but strings, PNG with the JDK's module
 * {@code java.desktop} where that is present. What draws something (a path, a map, a time line) makes a
 * {@link io.dnsfailover.notify.picture.Picture} and knows neither format.
 */
@NullMarked
package io.dnsfailover.notify.picture;

import org.jspecify.annotations.NullMarked;
