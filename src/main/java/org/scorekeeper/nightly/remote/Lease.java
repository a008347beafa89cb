package org.scorekeeper.nightly.remote;

/**
 * The right to work on a lane.
 *
 * @param lane its name, one in all nights
 * @param token that nobody had before; whoever takes the lane over gets another
 */
public record Lease(String lane, long token) {}
