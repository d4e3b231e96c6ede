/**
 * The contract of every interface that a host can implement, as abstract JUnit 5 classes: an implementation passes its
 * contract when a class that extends it runs green. A contract uses real time and real threads where the thing that it
 * checks does, and never sleeps to wait.
 */
@NullMarked
package io.dnsfailover.testkit.contract;

import org.jspecify.annotations.NullMarked;
