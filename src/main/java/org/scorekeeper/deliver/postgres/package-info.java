/** The outbox in PostgreSQL. */
@NullMarked
package org.scorekeeper.deliver.postgres;

import org.jspecify.annotations.NullMarked;
