/** Makes the vendors' files of {@code sample-data/inbox}: a small believable world, the same bytes from the same seed. */
@NullMarked
package org.scorekeeper.sample;

import org.jspecify.annotations.NullMarked;
