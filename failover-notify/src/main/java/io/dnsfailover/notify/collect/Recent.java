package io.dnsfailover.notify.collect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** The last so many of something, whatever they belong to: memory does not grow with the number of records. Safe from any thread. */
final class Recent<T> {
    private final int max;
    private final Deque<T> newest = new ArrayDeque<>(); // guarded by this; the newest first

    Recent(int max) {
        this.max = max;
    }

    synchronized void add(T item) {
        newest.addFirst(item);
        if (newest.size() > max) {
            newest.removeLast();
        }
    }

    /** The newest of those that fit, oldest first, as long as they are young enough. */
    synchronized List<T> find(Predicate<T> youngEnough, Predicate<T> fits, int atMost) {
        Deque<T> found = new ArrayDeque<>();
        for (Iterator<T> all = newest.iterator(); all.hasNext() && found.size() < atMost; ) {
            T item = all.next();
            if (!youngEnough.test(item)) {
                break;
            }
            if (fits.test(item)) {
                found.addFirst(item);
            }
        }
        return List.copyOf(found);
    }
}
