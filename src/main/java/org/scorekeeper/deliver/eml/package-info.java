/** Messages as files in a folder. */
@NullMarked
package org.scorekeeper.deliver.eml;

import org.jspecify.annotations.NullMarked;
