/** What was promised, in plain words: one source for documents, for {@code read} and for messages. */
@NullMarked
package org.scorekeeper.words;

import org.jspecify.annotations.NullMarked;
