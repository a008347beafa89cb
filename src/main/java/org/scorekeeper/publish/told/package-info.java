/**
 * What every document says of a period's figures, in its words: the figure and how it moved, how a level stands, the verdict,
 * what matters most. The PDFs, the portal and the messages say the same because they ask here.
 */
@NullMarked
package org.scorekeeper.publish.told;

import org.jspecify.annotations.NullMarked;
