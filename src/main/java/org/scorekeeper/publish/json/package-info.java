/** The manifest as JSON. */
@NullMarked
package org.scorekeeper.publish.json;

import org.jspecify.annotations.NullMarked;
