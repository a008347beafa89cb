/** Scorecards and portfolios as PDF: JasperReports fills the layouts, views prepare every word and figure. */
@NullMarked
package org.scorekeeper.publish.pdf;

import org.jspecify.annotations.NullMarked;
