package io.dnsfailover.notify.webhook;

import io.dnsfailover.notify.Message;

/** What the body of a webhook looks like. */
public enum WebhookFormat {
    /** Our own, versioned and described in {@code docs/webhook.md}. */
    JSON {
        @Override
        String body(Message message) {
            return MessageJson.of(message);
        }
    },
    /** For an incoming webhook of Slack, and of what is compatible with it, such as Mattermost. */
    SLACK {
        @Override
        String body(Message message) {
            return SlackBody.of(message);
        }
    },
    /** For a workflow of Microsoft Teams that posts what a webhook received: an Adaptive Card. */
    TEAMS {
        @Override
        String body(Message message) {
            return TeamsBody.of(message);
        }
    };

    /** The body in printable ASCII. */
    abstract String body(Message message);
}
