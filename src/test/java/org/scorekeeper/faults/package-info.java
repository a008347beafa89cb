/** What a night survives: kills at any instant, a database that goes away, a disk that is full; and the harness that tries it. */
@NullMarked
package org.scorekeeper.faults;

import org.jspecify.annotations.NullMarked;
