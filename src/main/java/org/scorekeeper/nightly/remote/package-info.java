/** What a night shares with other machines: the queue of lanes in PostgreSQL, who holds which, and the fence around their work. */
@NullMarked
package org.scorekeeper.nightly.remote;

import org.jspecify.annotations.NullMarked;
