/** Tables as Excel workbooks. */
@NullMarked
package org.scorekeeper.publish.xlsx;

import org.jspecify.annotations.NullMarked;
