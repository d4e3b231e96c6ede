package io.dnsfailover.simulation.scenario;

/** An outage, or what looks like one, by the name that people give it. */
enum NamedScenario {
    BLACK_HOLE(
            "Black hole",
            "The primary answers nothing, as behind a firewall that drops packets; later it works again."),
    FAST_FAIL_THEN_REVERT(
            "Fast fail then revert", "The primary refuses connections, for less time than a second look takes."),
    FLAPPING(
            "Flapping two of three",
            "The primary fails two checks of three, seen from everywhere; later it works again."),
    ONE_CUT_OFF(
            "One location cut off", "One location of three loses its network and does not know; all endpoints work."),
    ALL_CUT_OFF("All locations cut off", "All locations lose their network and do not know; all endpoints work."),
    PROBERS_STARVED("Probers starved", "No location has a socket left, and knows; all endpoints work."),
    STARVED_AND_DOWN(
            "One prober starved, and an outage",
            "One location of three has no socket left, and the primary refuses connections; later it works again."),
    PUBLISHER_UNKNOWN(
            "Publisher UNKNOWN, then success",
            "The primary refuses connections; of the first write to each name server the answer is lost, of the next the request."),
    CONFLICT("CONFLICT", "Somebody edits the record on one name server; then the primary refuses connections."),
    TWO_CONTROLLERS(
            "Two controllers",
            "Two processes decide for the same record, and nobody elected one of them; the primary refuses connections."),
    WALL_CLOCK_STEP(
            "Wall-clock step",
            "As the black hole; the wall clock goes back ten years as it begins, and on by twenty as the primary waits to be returned to."),
    OVERRIDE_DURING_OUTAGE(
            "Override during an outage",
            "An operator holds the record for ten minutes, and the primary refuses connections right after."),
    EVERYTHING_DOWN("Everything down", "All endpoints refuse connections; later all work again."),
    RESTART_IN_MID_FAILOVER(
            "Restart in mid-failover",
            "The primary refuses connections; the process dies between the decision and the name servers, and is back after 10 s.");

    private final String title;
    private final String sentence;

    NamedScenario(String title, String sentence) {
        this.title = title;
        this.sentence = sentence;
    }

    String title() {
        return title;
    }

    String sentence() {
        return sentence;
    }

    void play(Stage stage) {
        stage.begin();
        switch (this) {
            case BLACK_HOLE -> Plots.blackHole(stage);
            case FAST_FAIL_THEN_REVERT -> Plots.fastFailThenRevert(stage);
            case FLAPPING -> Plots.flapping(stage);
            case ONE_CUT_OFF -> Plots.oneCutOff(stage);
            case ALL_CUT_OFF -> Plots.allCutOff(stage);
            case PROBERS_STARVED -> Plots.probersStarved(stage);
            case STARVED_AND_DOWN -> Plots.starvedAndDown(stage);
            case PUBLISHER_UNKNOWN -> Plots.publisherUnknown(stage);
            case CONFLICT -> Plots.conflict(stage);
            case TWO_CONTROLLERS -> Plots.twoControllers(stage);
            case WALL_CLOCK_STEP -> Plots.wallClockStep(stage);
            case OVERRIDE_DURING_OUTAGE -> Plots.overrideDuringOutage(stage);
            case EVERYTHING_DOWN -> Plots.everythingDown(stage);
            case RESTART_IN_MID_FAILOVER -> Plots.restartInMidFailover(stage);
        }
    }
}
