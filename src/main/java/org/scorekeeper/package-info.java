/**
 * Scorekeeper holds IT-outsourcing vendors to what they promised. Read the packages as a house, in the direction in
 * which the data flows: {@code facts} (what vendors claim), {@code calendar} (when time counts), {@code contract} (what
 * was promised), {@code intake} (files to facts), {@code measure} (facts to figures), {@code settle} (figures to money),
 * {@code publish} (money to documents), {@code workspace} (one folder with all of it), {@code nightly} (the job's
 * steps), {@code cli} (the command). A package imports only packages named before it.
 */
@NullMarked
package org.scorekeeper;

import org.jspecify.annotations.NullMarked;
