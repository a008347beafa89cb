/** Text files: encoding and delimiter are detected, quotes followed, and every record keeps its first physical line. */
@NullMarked
package org.scorekeeper.intake.csv;

import org.jspecify.annotations.NullMarked;
