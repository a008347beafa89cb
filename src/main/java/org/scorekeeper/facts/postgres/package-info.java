/** Facts in PostgreSQL: the server, its tables, COPY in, and every version back out. */
@NullMarked
package org.scorekeeper.facts.postgres;

import org.jspecify.annotations.NullMarked;
