/** The night's job as a list of steps; it connects the rooms and computes nothing itself. */
@NullMarked
package org.scorekeeper.nightly;

import org.jspecify.annotations.NullMarked;
