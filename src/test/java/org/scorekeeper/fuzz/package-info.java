/**
 * Inputs that nobody foresaw: whatever bytes a reader gets, it gives values or refuses by name. Each class has one target for
 * coverage-guided fuzzing; {@link org.scorekeeper.fuzz.KeptInputsTest} replays what was kept.
 */
@NullMarked
package org.scorekeeper.fuzz;

import org.jspecify.annotations.NullMarked;
