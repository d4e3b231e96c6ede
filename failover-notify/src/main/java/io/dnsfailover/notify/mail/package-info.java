/**
 * E-mail over SMTP.
 */
@NullMarked
package io.dnsfailover.notify.mail;

import org.jspecify.annotations.NullMarked;
