/** From money to documents: scorecards, breach lists and the files that finance imports. */
@NullMarked
package org.scorekeeper.publish;

import org.jspecify.annotations.NullMarked;
