/** Issued money as UBL 2.1 documents. Its classes, and the library's, are loaded only where a contract asks for one. */
@NullMarked
package org.scorekeeper.publish.ubl;

import org.jspecify.annotations.NullMarked;
