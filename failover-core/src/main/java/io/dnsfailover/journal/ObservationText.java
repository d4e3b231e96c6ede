package io.dnsfailover.journal;

import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;

/** What a location saw, as fields of a line. */
final class ObservationText {
    private ObservationText() {}

    static LineWriter write(Observation seen, LineWriter out) {
        ProbeResult result = seen.result();
        Timings timings = result.timings();
        out.put("policy", seen.policy())
                .put("endpoint", seen.endpointId())
                .put("location", seen.locationId())
                .put("reason", result.reason())
                .put("total", timings.total().toString())
                .put("started", seen.at());
        if (seen.ask() != 0) {
            out.put("ask", seen.ask());
        }
        if (result.status() != 0) {
            out.put("status", result.status());
        }
        out.putIfAny("lookup", timings.lookup()).putIfAny("connect", timings.connect());
        out.putIfAny("tls", timings.tls()).putIfAny("first-byte", timings.firstByte());
        // The detail is printable already; escaped once more it would not look here as it does in the log.
        return out.putIfAny("resolved", result.resolved()).put("detail", LineReader.unescape(result.detail()));
    }

    static Observation read(LineReader in) {
        Timings timings = new Timings(
                in.durationIfAny("lookup"),
                in.durationIfAny("connect"),
                in.durationIfAny("tls"),
                in.durationIfAny("first-byte"),
                in.duration("total"));
        ProbeResult result = new ProbeResult(
                in.word("reason", Reason.class), in.text("detail"), timings, in.textIfAny("resolved"), (int)
                        in.numberOrZero("status"));
        return new Observation(
                in.text("policy"),
                in.text("endpoint"),
                in.text("location"),
                result,
                in.moment("started"),
                in.numberOrZero("ask"));
    }
}
