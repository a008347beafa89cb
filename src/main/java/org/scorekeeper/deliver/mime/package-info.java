/** Messages as bytes: multipart, with a plain-text body. */
@NullMarked
package org.scorekeeper.deliver.mime;

import org.jspecify.annotations.NullMarked;
