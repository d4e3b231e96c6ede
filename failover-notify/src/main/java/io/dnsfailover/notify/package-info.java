/**
 * What a notification is, and the channels that bring it to people: a {@link io.dnsfailover.notify.Message} goes through a
 * {@link io.dnsfailover.notify.Channel}; {@link io.dnsfailover.notify.ChannelNotifier} makes a channel a notifier of the engine.
 */
@NullMarked
package io.dnsfailover.notify;

import org.jspecify.annotations.NullMarked;
