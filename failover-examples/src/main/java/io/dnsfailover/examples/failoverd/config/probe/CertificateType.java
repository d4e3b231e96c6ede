package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.probes.CertificateProbe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code type: certificate}. */
final class CertificateType implements ProbeType<CertificateProbe> {
    private static final int PORT = 443;

    @Override
    public List<String> words() {
        return List.of("certificate");
    }

    @Override
    public List<Section> sections() {
        return List.of(Section.of("a certificate probe", "type", "port", "host", "covers", "warn-before"));
    }

    @Override
    public Class<CertificateProbe> spec() {
        return CertificateProbe.class;
    }

    @Override
    public CertificateProbe read(String word, ProbeFields fields) {
        CertificateProbe probe = CertificateProbe.port(fields.has("port") ? fields.requiredPort() : PORT);
        probe = Payloads.text(fields, probe, "host", CertificateProbe::host);
        List<String> names = fields.list("covers", Function.identity());
        probe = names.isEmpty() ? probe : probe.covers(names.toArray(String[]::new));
        Duration left = fields.read("warn-before", DurationText::parse);
        return left == null ? probe : probe.warnBefore(left);
    }

    @Override
    public void print(CertificateProbe spec, Map<String, Object> map) {
        spec.host().ifPresent(host -> map.put("host", host));
        if (!spec.names().isEmpty()) {
            map.put("covers", spec.names());
        }
        map.put("warn-before", DurationText.of(spec.warning()));
    }
}
