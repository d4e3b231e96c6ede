package io.dnsfailover.simulation.rule;

/** The rules, by the numbers that the project gives them. */
public enum Rule {
    /** Never empty. */
    I1("an answer that we publish is never empty"),
    /** Only what was configured. */
    I2("only configured addresses are published"),
    /** One generation after the other. */
    I3(
            "the generation on a server that compares never goes back, a stale writer loses, and one generation is one answer"),
    /** One writer. */
    I4("a fencing token belongs to one controller, and a server that compares takes nothing from a lower one"),
    /** Outages are confirmed. */
    I5(
            "a record leaves an endpoint only when as many failure domains as the quorum needs saw it fail, each not longer ago than two "
                    + "intervals and a timeout by the decider's monotonic clock"),
    /** Liars. */
    I6("fewer lying failure domains than the quorum needs cause no failover"),
    /** Isolated locations. */
    I7("a location that is cut off or starved is no evidence of an outage"),
    /** Targets are verified. */
    I8(
            "a record moves only to an endpoint that is up by the quorum and passed fresh checks after the outage was confirmed"),
    /** The budget. */
    I9("a record moves no more often than its budget, over restarts too, and returns no earlier than its dwell"),
    /** The brake. */
    I10("no more records move at once than the brake lets through"),
    /** Answers without brain. */
    I11("answers go on unchanged while no engine runs, and a record that has an answer keeps having one"),
    /** Durability. */
    I12("what the store acknowledged survives, and nothing is shown or published before it is acknowledged"),
    /** Orders. */
    I13("an operator's order wins, and survives a restart"),
    /** Unknown commits. */
    I14(
            "after a commit that is not known the server is read before it is written, and is never written an older answer"),
    /** The wall clock. */
    I15("no decision depends on the wall clock"),
    /** Notifications. */
    I16(
            "each event is stored before it is delivered, that of a decision with it, and until it was taken or tried as often as there are "
                    + "attempts; it is delivered in order, each attempt once"),
    /** Notification does not delay. */
    I17("a decision never waits for a notifier"),
    /** Bounds. */
    I18("tasks, workers and checks under way are bounded, and no task throws"),
    /** Convergence. */
    L1(
            "when the faults are over, each record stands on an endpoint that works and every name server serves it, in time"),
    /** Return. */
    L2("when the faults are over, a record that may return has returned, in time"),
    /** Mail. */
    L3(
            "when the faults are over, every event that was stored has reached the mail server or was dropped after its last attempt"),
    /** Ticks. */
    L4("when the faults are over, every endpoint is checked from every place of ours at its pace");

    private final String text;

    Rule(String text) {
        this.text = text;
    }

    /** The rule in one sentence. */
    public String text() {
        return text;
    }
}
