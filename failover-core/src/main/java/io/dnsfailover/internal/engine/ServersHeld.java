package io.dnsfailover.internal.engine;

import io.dnsfailover.spi.Published;
import java.util.List;

/**
 * What the name servers held at the start of a record.
 *
 * @param asked how many name servers there are
 * @param served what those hold that could be read, in the order in which they answered
 */
record ServersHeld(int asked, List<Published> served) {}
