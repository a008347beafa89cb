/** The registers' rows: what people decided or state about a contract, beside what its vendor claims. */
@org.jspecify.annotations.NullMarked
package org.scorekeeper.facts.register;
