package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.probes.SmtpProbe;
import java.util.List;
import java.util.Map;

/** {@code type: smtp}. */
final class SmtpType implements ProbeType<SmtpProbe> {
    private static final int PORT = 25;

    @Override
    public List<String> words() {
        return List.of("smtp");
    }

    @Override
    public List<Section> sections() {
        return List.of(Section.of("an smtp probe", "type", "port", "ehlo", "starttls", "host", "insecure"));
    }

    @Override
    public Class<SmtpProbe> spec() {
        return SmtpProbe.class;
    }

    @Override
    public SmtpProbe read(String word, ProbeFields fields) {
        SmtpProbe probe = SmtpProbe.port(fields.has("port") ? fields.requiredPort() : PORT);
        probe = Payloads.text(fields, probe, "ehlo", SmtpProbe::ehlo);
        probe = Payloads.text(fields, probe, "host", SmtpProbe::host);
        boolean tls = Boolean.TRUE.equals(fields.truth("starttls"));
        boolean insecure = Boolean.TRUE.equals(fields.truth("insecure"));
        if (insecure && !tls) {
            fields.wrong("insecure", "means nothing without starttls");
        }
        return !tls ? probe : insecure ? probe.insecure() : probe.startTls();
    }

    @Override
    public void print(SmtpProbe spec, Map<String, Object> map) {
        spec.ehlo().ifPresent(name -> map.put("ehlo", name));
        map.put("starttls", spec.isSecured());
        spec.host().ifPresent(host -> map.put("host", host));
        if (spec.isSecured()) {
            map.put("insecure", spec.isInsecure());
        }
    }
}
