/**
 * When time counts: opening hours, holidays and zones, the service clock that runs only while they are open, contract
 * durations, and measurement periods.
 *
 * <p>One definition carries all of it: an instant is open when the wall clock of the calendar's zone, read at that
 * instant, lies in one of the day's intervals. {@link org.scorekeeper.calendar.ServiceCalendar} says which instants those
 * are, {@link org.scorekeeper.calendar.CalendarTimeline} is the clock that counts them, pauses and the contract's versions
 * included.
 */
@NullMarked
package org.scorekeeper.calendar;

import org.jspecify.annotations.NullMarked;
