/** What {@code deploy/} and the build hand out. */
@org.jspecify.annotations.NullMarked
package org.scorekeeper.deploy;
