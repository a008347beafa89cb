/**
 * Random worlds: contracts and facts made by a seeded generator, evaluated by the product and by a slow second evaluator that
 * was written from the contract language's page alone and shares no code with it.
 */
@NullMarked
package org.scorekeeper.worlds;

import org.jspecify.annotations.NullMarked;
