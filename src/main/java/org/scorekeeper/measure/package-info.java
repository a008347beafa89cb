/** From facts to figures: one service level, one measurement period, one exact figure with its trace. */
@NullMarked
package org.scorekeeper.measure;

import org.jspecify.annotations.NullMarked;
