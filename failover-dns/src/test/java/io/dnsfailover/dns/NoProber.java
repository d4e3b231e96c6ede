package io.dnsfailover.dns;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;

/** For hosts all checks of which are their own. */
public final class NoProber implements Prober {
    @Override
    public boolean supports(ProbeSpec spec) {
        return false;
    }

    @Override
    public Probe prepare(ProbeSpec spec) {
        throw new IllegalArgumentException("only the host's own checks are known here");
    }

    @Override
    public void close() {}
}
