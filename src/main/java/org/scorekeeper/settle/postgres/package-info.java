/** Figures and money in PostgreSQL, as evaluated: what documents are made from, and what history remembers. */
@NullMarked
package org.scorekeeper.settle.postgres;

import org.jspecify.annotations.NullMarked;
