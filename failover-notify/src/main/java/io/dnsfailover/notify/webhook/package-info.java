/**
 * Webhooks: signed JSON of our own, and the bodies that Slack and Microsoft Teams take.
 */
@NullMarked
package io.dnsfailover.notify.webhook;

import org.jspecify.annotations.NullMarked;
