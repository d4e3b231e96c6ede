package io.dnsfailover.testkit;

import io.dnsfailover.model.Reason;
import io.dnsfailover.spi.ObservationSource;
import io.dnsfailover.testkit.contract.ObservationSourceContract;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

class HandFedLocationContractTest extends ObservationSourceContract {
    private @Nullable HandFedLocation location;

    @Override
    protected ObservationSource source() {
        location = new HandFedLocation();
        return location;
    }

    @Override
    protected Runnable startCheck(String policy, String endpointId, Reason reason) {
        return Objects.requireNonNull(location).startsToLook(policy, endpointId, reason);
    }

    @Override
    protected Optional<ObservationSource> silent() {
        return Optional.empty();
    }
}
