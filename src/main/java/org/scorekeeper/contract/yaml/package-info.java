/** Reads contracts (and the workspace's other YAML) into values; every complaint names file, line, key and remedy. */
@NullMarked
package org.scorekeeper.contract.yaml;

import org.jspecify.annotations.NullMarked;
