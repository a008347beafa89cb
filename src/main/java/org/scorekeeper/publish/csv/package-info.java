/** Tables as CSV files. */
@NullMarked
package org.scorekeeper.publish.csv;

import org.jspecify.annotations.NullMarked;
