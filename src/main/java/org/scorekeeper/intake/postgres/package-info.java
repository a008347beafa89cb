/** The register of files and of refused rows. */
@NullMarked
package org.scorekeeper.intake.postgres;

import org.jspecify.annotations.NullMarked;
