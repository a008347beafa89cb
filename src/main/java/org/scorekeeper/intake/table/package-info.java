/** A vendor's file as a table: rows of cells, pulled one after the other, whatever the file's form. */
@NullMarked
package org.scorekeeper.intake.table;

import org.jspecify.annotations.NullMarked;
