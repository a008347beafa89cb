/** What was promised: one contract version as values, read from its YAML file. */
@NullMarked
package org.scorekeeper.contract;

import org.jspecify.annotations.NullMarked;
