package io.dnsfailover.notify.report;

/**
 * How an operator gives orders in the host at hand: the report prints these lines under "how to undo". A line is printed as it is,
 * and is never run.
 */
public interface OperatorCommands {
    /**
     * Keeps the record where it is.
     *
     * @param policy the name of the policy
     * @return one line
     */
    String hold(String policy);

    /**
     * Lets a record that is held move again.
     *
     * @param policy the name of the policy
     * @return one line
     */
    String release(String policy);

    /**
     * Lets every move through that the brake on big moves withholds.
     *
     * @return one line
     */
    String releaseBrake();

    /**
     * Lets the record return to the most preferred endpoint that is up, whatever its failback mode.
     *
     * @param policy the name of the policy
     * @return one line
     */
    String failBack(String policy);

    /**
     * Counts an endpoint as up, whatever is measured.
     *
     * @param policy the name of the policy
     * @param endpointId the endpoint
     * @return one line
     */
    String forceUp(String policy, String endpointId);

    /**
     * Counts an endpoint as down, whatever is measured.
     *
     * @param policy the name of the policy
     * @param endpointId the endpoint
     * @return one line
     */
    String forceDown(String policy, String endpointId);

    /**
     * The orders as calls of the library, for a host that has no commands of its own: the default of a report.
     *
     * @return lines of Java, in which {@code failover} is the running {@code Failover}
     */
    static OperatorCommands ofTheLibrary() {
        return new LibraryCalls();
    }
}
