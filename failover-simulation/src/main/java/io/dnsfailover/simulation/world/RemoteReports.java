package io.dnsfailover.simulation.world;

import io.dnsfailover.spi.ObservationSink;
import io.dnsfailover.spi.ObservationSource;

/** One process's end of the line to a remote place. */
final class RemoteReports implements ObservationSource {
    private final Life life;
    private final Place place;
    private final World world;

    RemoteReports(Life life, Place place, World world) {
        this.life = life;
        this.place = place;
        this.world = world;
    }

    @Override
    public void open(ObservationSink sink) {
        life.opens(place.number(), sink);
    }

    @Override
    public void checkSoon(String policy, String endpointId, long ask) {
        if (!place.has(Place.Ail.DEAF)
                && !place.has(Place.Ail.CUT_OFF)
                && !life.controller().isCutOff()) {
            int record = Records.numberOf(policy);
            world.timeline()
                    .after(place.nextTakesNanos(), () -> world.agent(place).asked(life, record, endpointId, ask));
        }
    }

    @Override
    public void close() {
        // The line is cut when the process ends.
    }
}
