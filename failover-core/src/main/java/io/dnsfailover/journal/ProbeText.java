package io.dnsfailover.journal;

import io.dnsfailover.policy.CombinedProbe;
import io.dnsfailover.policy.ProbeSpec;

/** A check as fields of a line. One that combines others stays one that does; each of the others becomes a {@link RecordedProbe}. */
final class ProbeText {
    private ProbeText() {}

    static LineWriter write(LineWriter out, ProbeSpec spec) {
        if (spec instanceof CombinedProbe combined) {
            out.put("probe-needs", combined.needed());
            combined.parts().forEach(part -> out.put("probe-part", part(part)));
            return out;
        }
        RecordedProbe probe = RecordedProbe.of(spec);
        return out.put("probe-type", probe.type())
                .put("probe-port", probe.port())
                .put("probe", probe.text());
    }

    static ProbeSpec read(LineReader fields) {
        if (fields.textIfAny("probe-needs") != null) {
            return new CombinedProbe(fields.smallNumber("probe-needs"), fields.readAll("probe-part", ProbeText::part));
        }
        return new RecordedProbe(fields.text("probe-type"), fields.smallNumber("probe-port"), fields.text("probe"));
    }

    private static String part(CombinedProbe.Part part) {
        return write(new LineWriter("part").put("weight", part.weight()), part.probe())
                .line();
    }

    private static CombinedProbe.Part part(String line) {
        LineReader fields = new LineReader(line);
        return new CombinedProbe.Part(fields.smallNumber("weight"), read(fields));
    }
}
