package io.dnsfailover.notify.incident;

import io.dnsfailover.notify.Kind;
import io.dnsfailover.notify.route.Recipient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages that were handed out and are not answered yet, one for all mailboxes of a list that are told the same. Belongs to its judge. */
final class Outgoing {
    private final Map<Long, Open> open = new HashMap<>();
    private long number;

    private record Open(List<Long> tickets, int recipients) {}

    /** What makes two drafts the same message. */
    private record Content(Telling.Form form, String target, List<Gist> stories, List<Long> tickets, Unsaid unsaid) {}

    private record Gist(String incident, boolean first, Map<Kind, Integer> counted) {}

    List<Telling> together(List<Mailroom.Draft> drafts) {
        Map<Content, List<Mailroom.Draft>> same = new LinkedHashMap<>();
        for (Mailroom.Draft draft : drafts) {
            same.computeIfAbsent(content(draft), ignored -> new ArrayList<>()).add(draft);
        }
        List<Telling> tellings = new ArrayList<>();
        same.values().forEach(group -> {
            Mailroom.Draft one = group.get(0);
            List<Recipient> to = group.stream().map(Mailroom.Draft::to).toList();
            tellings.add(new Telling(number, one.form(), to, one.stories(), one.unsaid()));
            open.put(number++, new Open(one.tickets(), to.size()));
        });
        return tellings;
    }

    private static Content content(Mailroom.Draft draft) {
        List<Gist> gists = draft.stories().stream()
                .map(story -> new Gist(story.standing().id(), story.first(), story.counted()))
                .toList();
        return new Content(draft.form(), draft.to().target(), gists, draft.tickets(), draft.unsaid());
    }

    /** One recipient answered; the tickets that it no longer is owed. */
    List<Long> answered(Telling telling) {
        Open known = open.get(telling.number());
        if (known == null) {
            throw new IllegalStateException("message " + telling.number() + " was answered for all its recipients");
        }
        if (known.recipients() == 1) {
            open.remove(telling.number());
        } else {
            open.put(telling.number(), new Open(known.tickets(), known.recipients() - 1));
        }
        return known.tickets();
    }
}
