package io.dnsfailover.internal.engine;

import io.dnsfailover.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the networks that a location watches: what was seen last of everything in it. On the engine loop only. */
final class Network {
    private static final int TRIES = 3;

    /** How the network stands, seen from the location. */
    enum State {
        /** Nothing conclusive yet. */
        UNSEEN,
        /** Something in it answered last. */
        ANSWERING,
        /** Nothing in it answers any more. */
        FAILING,
        /** It has been failing for long, while others answered: its own outage, and no news. */
        GONE
    }

    /** What was seen last of one thing in the network; one for all who watch it by the same check. */
    static final class Member {
        final Network network;
        final @Nullable SharedCheck check;
        int watchers = 1;
        Outcome last = Outcome.INCONCLUSIVE;
        long lastAtNanos;
        private int index;

        private Member(Network network, @Nullable SharedCheck check) {
            this.network = network;
            this.check = check;
        }
    }

    final String name;
    State state = State.UNSEEN;
    boolean answeredEver;
    long failingSinceNanos;
    int ringIndex;
    private final List<Member> members = new ArrayList<>();
    private int passing;
    private int failing;
    private int next;

    Network(String name) {
        this.name = name;
    }

    Member join(@Nullable SharedCheck check) {
        Member member = new Member(this, check);
        member.index = members.size();
        members.add(member);
        return member;
    }

    /** Takes a member out; true when it was the last. */
    boolean leave(Member member) {
        count(member.last, -1);
        Member moved =
                members.remove(members.size() - 1); // the last takes its place, so that it does not cost a search
        if (moved != member) {
            members.set(member.index, moved);
            moved.index = member.index;
        }
        return members.isEmpty();
    }

    /** Notes a conclusive check. */
    void note(Member member, Outcome outcome) {
        count(member.last, -1);
        member.last = outcome;
        count(outcome, 1);
    }

    private void count(Outcome outcome, int by) {
        if (outcome == Outcome.PASS) {
            passing += by;
        } else if (outcome == Outcome.FAIL) {
            failing += by;
        }
    }

    /** The state that the members show; what is gone stays gone until something answers. */
    State shown() {
        if (passing > 0) {
            return State.ANSWERING;
        }
        if (failing == 0) {
            return State.UNSEEN;
        }
        return state == State.GONE ? State.GONE : State.FAILING;
    }

    /** Checks one member now, another one each time; false when none of a few could be checked. */
    boolean checkOne() {
        for (int tries = Math.min(TRIES, members.size()); tries > 0; tries--) {
            next = (next + 1) % members.size();
            SharedCheck check = members.get(next).check;
            if (check != null && check.checkNow()) {
                return true;
            }
        }
        return false;
    }
}
