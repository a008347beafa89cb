/** When time counts: opening hours, holidays and zones, and the service clock that runs only while they are open. */
@NullMarked
package org.scorekeeper.calendar;

import org.jspecify.annotations.NullMarked;
