/**
 * The report of one event: everything that is known of it, as plain text, as HTML for a mail, and as an incident page that can be
 * kept. The facts are gathered once, in {@link io.dnsfailover.notify.report.Report}; the forms say the same because they are
 * written from the same document.
 */
@NullMarked
package io.dnsfailover.notify.report;

import org.jspecify.annotations.NullMarked;
