package io.dnsfailover.internal.engine;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.CombinedProbe;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Runs the parts of a combined check, each with the probe that its location has for it.
 *
 * @param spec what is combined, and how
 * @param mainPort the port whose place the endpoint's own takes, in parts of parts too
 * @param probes one for each part, in their order
 */
record PartsProbe(CombinedProbe spec, int mainPort, List<Probe> probes) implements Probe {
    @Override
    public CompletionStage<ProbeResult> probe(ProbeRequest request) {
        PartsRun run = new PartsRun(spec);
        for (int at = 0; at < probes.size() && !run.isOver(); at++) {
            run.start(at, probes.get(at), forPart(request, spec.parts().get(at).probe()));
        }
        return run.result();
    }

    private ProbeRequest forPart(ProbeRequest request, ProbeSpec part) {
        if (part instanceof CombinedProbe || part.port() == mainPort) {
            return request;
        }
        int port = part.port() == 0 ? request.endpoint().port() : part.port();
        return new ProbeRequest(request.endpoint(), port, request.timeout());
    }
}
