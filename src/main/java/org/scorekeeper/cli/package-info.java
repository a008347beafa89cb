/** The command: parses, calls, prints, and turns every outcome into one sentence and one exit code. */
@NullMarked
package org.scorekeeper.cli;

import org.jspecify.annotations.NullMarked;
