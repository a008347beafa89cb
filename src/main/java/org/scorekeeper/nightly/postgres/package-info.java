/** The runs' own records in PostgreSQL. */
@NullMarked
package org.scorekeeper.nightly.postgres;

import org.jspecify.annotations.NullMarked;
