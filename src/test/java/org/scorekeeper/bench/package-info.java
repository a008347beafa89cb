/** What is measured by hand: main classes that print figures and assert nothing. */
@NullMarked
package org.scorekeeper.bench;

import org.jspecify.annotations.NullMarked;
