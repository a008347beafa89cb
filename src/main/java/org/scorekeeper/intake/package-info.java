/** From files to facts: feeds say how each vendor's files are recognised, read and checked. */
@NullMarked
package org.scorekeeper.intake;

import org.jspecify.annotations.NullMarked;
