package io.dnsfailover.journal;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Reason;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.StoredState;
import java.util.Map;
import java.util.TreeMap;

/** The kinds of entries: the word of each, and how it is read. */
enum EntryKind {
    OBSERVED("observed", JournalEntry.Observed.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.Observed(at, ObservationText.read(in));
        }
    },
    CONTROL_CHECKED("control-checked", JournalEntry.ControlChecked.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.ControlChecked(
                    at,
                    in.text("location"),
                    in.smallNumber("control"),
                    in.word("reason", Reason.class),
                    in.moment("started"));
        }
    },
    RESUMED("resumed", JournalEntry.Resumed.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.Resumed(at);
        }
    },
    BRAKE_CHECKED("brake-checked", JournalEntry.BrakeChecked.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.BrakeChecked(at);
        }
    },
    BRAKE_RELEASED("brake-released", JournalEntry.BrakeReleased.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.BrakeReleased(at);
        }
    },
    WOKEN("woken", JournalEntry.Woken.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.Woken(at, in.text("policy"));
        }
    },
    STORED("stored", JournalEntry.Stored.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.Stored(at);
        }
    },
    DECIDED("decided", JournalEntry.Decided.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.Decided(
                    at,
                    in.text("policy"),
                    in.number("generation"),
                    in.word("cause", Decision.Cause.class),
                    in.read("from", StateText::holding),
                    in.read("to", StateText::holding),
                    in.momentIfAny("began"),
                    in.text("text"));
        }
    },
    CONFIRMED("confirmed", JournalEntry.PublishConfirmed.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.PublishConfirmed(
                    at,
                    in.text("policy"),
                    in.text("publisher"),
                    in.read("serves", StateText::recordSet),
                    in.number("generation"));
        }
    },
    FAILED("failed", JournalEntry.PublishFailed.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.PublishFailed(
                    at,
                    in.text("policy"),
                    in.text("publisher"),
                    in.word("effect", PublishEffect.class),
                    in.text("message"),
                    in.smallNumber("attempt"));
        }
    },
    AHEAD("ahead", JournalEntry.ServerAhead.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.ServerAhead(
                    at,
                    in.text("policy"),
                    in.text("publisher"),
                    in.read("holds", StateText::published),
                    in.number("settled") == 1);
        }
    },
    ORDERED("ordered", JournalEntry.Ordered.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.Ordered(at, in.text("policy"), in.read("command", StateText::command));
        }
    },
    SERVERS_READ("servers-read", JournalEntry.ServersRead.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.ServersRead(
                    at, in.text("policy"), in.smallNumber("asked"), in.readAll("holds", StateText::published));
        }
    },
    REPLACED("replaced", JournalEntry.PoliciesReplaced.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.PoliciesReplaced(at, in.readAll("policy", PolicyText::read));
        }
    },
    STARTED("started", JournalEntry.Started.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            Map<String, StoredState> stored = new TreeMap<>();
            in.readAll("stored", StateText::stored).forEach(state -> stored.put(state.getKey(), state.getValue()));
            return new JournalEntry.Started(at, HostText.read(in), in.readAll("policy", PolicyText::read), stored);
        }
    },
    CONTINUED("continued", JournalEntry.Continued.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.Continued(at, HostText.read(in), in.readAll("policy", PolicyText::read));
        }
    },
    LOST("lost", JournalEntry.Lost.class) {
        @Override
        JournalEntry read(LineReader in, Moment at) {
            return new JournalEntry.Lost(at, in.number("entries"));
        }
    };

    private final String word;
    private final Class<? extends JournalEntry> type;

    EntryKind(String word, Class<? extends JournalEntry> type) {
        this.word = word;
        this.type = type;
    }

    String word() {
        return word;
    }

    static EntryKind of(JournalEntry entry) {
        for (EntryKind kind : values()) {
            if (kind.type.isInstance(entry)) {
                return kind;
            }
        }
        throw new IllegalStateException("no word for " + entry.getClass());
    }

    abstract JournalEntry read(LineReader in, Moment at);
}
