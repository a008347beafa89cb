/** From figures to money: judgement, points, service credits, caps and ledger lines, as a fold over the periods. */
@NullMarked
package org.scorekeeper.settle;

import org.jspecify.annotations.NullMarked;
