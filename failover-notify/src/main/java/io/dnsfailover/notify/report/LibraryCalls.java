package io.dnsfailover.notify.report;

/** Orders as calls of {@code Failover.order}. */
record LibraryCalls() implements OperatorCommands {
    @Override
    public String hold(String policy) {
        return order(policy, "new Command.Hold(null)");
    }

    @Override
    public String release(String policy) {
        return order(policy, "new Command.Release()");
    }

    @Override
    public String releaseBrake() {
        return "failover.releaseBrake();";
    }

    @Override
    public String failBack(String policy) {
        return order(policy, "new Command.FailBack()");
    }

    @Override
    public String forceUp(String policy, String endpointId) {
        return order(policy, "new Command.Force(\"" + endpointId + "\", StandingOrder.Kind.FORCED_UP, null)");
    }

    @Override
    public String forceDown(String policy, String endpointId) {
        return order(policy, "new Command.Force(\"" + endpointId + "\", StandingOrder.Kind.FORCED_DOWN, null)");
    }

    private static String order(String policy, String command) {
        return "failover.order(\"" + policy + "\", " + command + ");";
    }
}
