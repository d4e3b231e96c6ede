package smoke;

import io.dnsfailover.model.Location;
import java.util.List;

/** Touches every published module, so that one that does not resolve or export ends this with an error. */
public final class Smoke {
    private Smoke() {}

    /** Prints the names of the modules it has used. */
    public static void main(String[] args) {
        for (Class<?> used : List.<Class<?>>of(Location.class)) {
            if (!used.getModule().isNamed() || used.getModule().getDescriptor().isAutomatic()) {
                throw new IllegalStateException(used + " is not in a module of its own");
            }
            System.out.println(used.getModule().getName());
        }
    }
}
