package io.dnsfailover.simulation.fault;

/** Everything that can go wrong, or be done by hand. A seed has each of them or not, and as often as it says. */
public enum FaultKind {
    /** A backend takes packets and says nothing. */
    BACKEND_SILENT,
    /** A backend refuses connections. */
    BACKEND_REFUSES,
    /** A grey backend: answers about as late as the check waits. */
    BACKEND_SLOW,
    /** A grey backend: answers every other time. */
    BACKEND_HALF,
    /** All backends of one network are gone. */
    NETWORK_DOWN,
    /** One place cannot reach one backend. */
    LINK_CUT,
    /** One place cannot reach anything. */
    PLACE_CUT_OFF,
    /** One place has no sockets left. */
    PLACE_STARVED,
    /** The checks of one place never end. */
    PLACE_HANGING,
    /** The checks of one place throw. */
    PLACE_THROWING,
    /** One place says that everything is down. */
    PLACE_LYING_DOWN,
    /** One place says that everything is up. */
    PLACE_LYING_UP,
    /** One place says anything. */
    PLACE_LYING_WILDLY,
    /** One-way: the reports of one place do not arrive. */
    PLACE_MUTE,
    /** One-way: what is asked of one place does not arrive. */
    PLACE_DEAF,
    /** Reports are lost. */
    REPORTS_LOST,
    /** Reports arrive twice. */
    REPORTS_DOUBLED,
    /** Reports are up to ten minutes late, and overtake each other. */
    REPORTS_LATE,
    /** A wall clock is set forward or back, by up to ten years. */
    WALL_CLOCK_STEP,
    /** A machine is suspended: its monotonic clock stands still. */
    SUSPENSION,
    /** A process is stopped and continued: all clocks go on. */
    PAUSE,
    /** A process dies; what its disk had not synced is still in the cache. */
    CRASH,
    /** A process dies some events from now, whatever that event is. */
    CRASH_AT_EVENT,
    /** A machine loses its power: what was not synced is lost. */
    POWER_LOSS,
    /** A machine loses its power some events from now, whatever that event is. */
    POWER_LOSS_AT_EVENT,
    /** A process is restarted in good order. */
    RESTART,
    /** EIO. */
    DISK_ERRORS,
    /** ENOSPC. */
    DISK_FULL,
    /** The store that controllers share is out. */
    STORE_OUT,
    /** A name server cannot be reached. */
    SERVER_DOWN,
    /** A name server answers 429. */
    SERVER_LIMITED,
    /** A name server answers 5xx, and may have written. */
    SERVER_FAILING,
    /** Requests to a name server get lost. */
    SERVER_DEAF,
    /** Answers of a name server get lost: the commit is unknown. */
    SERVER_MUTE,
    /** Requests to a name server arrive up to ten minutes after the caller gave up. */
    SERVER_LATE,
    /** Reads of a name server are stale. */
    SERVER_STALE,
    /** Reads of a name server find nothing. */
    SERVER_EMPTY,
    /** Somebody writes something else on a name server. */
    SERVER_EDITED,
    /** Somebody removes a record set from a name server. */
    SERVER_EMPTIED,
    /** Every call of a name server takes half a minute. */
    PUBLISHING_SLOW,
    /** A controller can reach nobody. */
    CONTROLLER_CUT_OFF,
    /** Another controller takes over from one that is stopped, cut off or dead, and comes back. */
    TAKE_OVER,
    /** The mail server is out. */
    MAIL_DOWN,
    /** The mail server turns first attempts away. */
    MAIL_GREYLISTED,
    /** Each mail takes a minute. */
    MAIL_SLOW,
    /** The operator forces an endpoint up. */
    ORDER_UP,
    /** The operator forces an endpoint down. */
    ORDER_DOWN,
    /** The operator takes an order back. */
    ORDER_CLEAR,
    /** The operator holds a record. */
    ORDER_HOLD,
    /** The operator releases a record. */
    ORDER_RELEASE,
    /** The operator orders a return. */
    ORDER_FAILBACK,
    /** The operator changes the policies. */
    RELOAD
}
