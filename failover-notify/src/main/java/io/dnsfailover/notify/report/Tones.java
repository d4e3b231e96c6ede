package io.dnsfailover.notify.report;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.Severity;
import io.dnsfailover.notify.report.Block.Tone;

/** The tone of the headline. */
final class Tones {
    private Tones() {}

    static Tone of(FailoverEvent event) {
        return switch (Severity.of(event)) {
            case CRITICAL -> Tone.BAD;
            case WARNING -> Tone.WARN;
            case INFO -> Tone.PLAIN;
        };
    }
}
