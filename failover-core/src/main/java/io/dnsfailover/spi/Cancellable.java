package io.dnsfailover.spi;

/** Something that will happen and can be called off. */
@FunctionalInterface
public interface Cancellable {
    /** Calls it off. Does nothing when it has happened or was called off before. Safe from any thread. */
    void cancel();
}
