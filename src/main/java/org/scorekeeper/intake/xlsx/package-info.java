/** Workbooks since 2007, streamed: memory does not grow with the sheet. */
@NullMarked
package org.scorekeeper.intake.xlsx;

import org.jspecify.annotations.NullMarked;
