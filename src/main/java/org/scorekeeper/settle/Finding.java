package org.scorekeeper.settle;

/**
 * What became of a trigger's condition in one period.
 *
 * @param holds whether it is raised
 * @param near whether it is one failure short, or before a ceiling's end
 * @param reason what it came to, in words
 */
record Finding(boolean holds, boolean near, String reason) {}
