package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.probes.PingProbe;
import java.util.List;
import java.util.Map;

/** {@code type: ping}. */
final class PingType implements ProbeType<PingProbe> {
    @Override
    public List<String> words() {
        return List.of("ping");
    }

    @Override
    public List<Section> sections() {
        return List.of(Section.of("a ping probe", "type"));
    }

    @Override
    public Class<PingProbe> spec() {
        return PingProbe.class;
    }

    @Override
    public PingProbe read(String word, ProbeFields fields) {
        return PingProbe.once();
    }

    @Override
    public void print(PingProbe spec, Map<String, Object> map) {
        // The type says everything.
    }
}
