/** The front page of a folder of documents. */
@NullMarked
package org.scorekeeper.publish.html;

import org.jspecify.annotations.NullMarked;
