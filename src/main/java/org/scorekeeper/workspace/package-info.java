/** One folder with contracts, feeds, inbox and settings; and what is wrong with them. */
@NullMarked
package org.scorekeeper.workspace;

import org.jspecify.annotations.NullMarked;
