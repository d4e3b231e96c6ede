package io.dnsfailover.notify.picture;

/**
 * A place in a picture.
 *
 * @param x to the right, in pixels
 * @param y downwards, in pixels
 */
public record Point(double x, double y) {}
