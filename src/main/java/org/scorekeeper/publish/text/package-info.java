/** Answers for a person at a terminal: plain text in columns, times in the contract's zone, lengths as {@code h:mm:ss}. */
@NullMarked
package org.scorekeeper.publish.text;

import org.jspecify.annotations.NullMarked;
