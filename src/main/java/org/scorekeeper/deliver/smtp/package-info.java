/** Messages handed to a mail server. */
@NullMarked
package org.scorekeeper.deliver.smtp;

import org.jspecify.annotations.NullMarked;
