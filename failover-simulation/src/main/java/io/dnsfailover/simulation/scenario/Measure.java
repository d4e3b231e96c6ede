package io.dnsfailover.simulation.scenario;

/** What is measured of an outage. */
enum Measure {
    /** From the first moment of the outage to the verdict that the endpoint is down. */
    DETECT("to detect"),
    /** From the first moment of the outage to the decision to move, which the backup's fresh check comes before. */
    DECIDE("to decide"),
    /** From the first moment of the outage until every name server holds the new answer. */
    PUBLISH("to publish"),
    /** From the first moment at which the endpoint works again until every name server points at it again. */
    FAIL_BACK("to fail back");

    private final String title;

    Measure(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
