/** What vendors claim: facts of five kinds, each with the place it came from, and never overwritten. */
@NullMarked
package org.scorekeeper.facts;

import org.jspecify.annotations.NullMarked;
