/** Who hears of what, how soon and how often: routes to contact lists and channels, their pace, and maintenance windows. Plain data. */
@NullMarked
package io.dnsfailover.notify.route;

import org.jspecify.annotations.NullMarked;
