// SPDX-License-Identifier: Apache-2.0
/** Which certificate is the trouble: one rule a file, in the order of {@link org.rekindle.workflows.decide.diagnosis.Diagnose}. */
@NullMarked
package org.rekindle.workflows.decide.diagnosis;

import org.jspecify.annotations.NullMarked;
