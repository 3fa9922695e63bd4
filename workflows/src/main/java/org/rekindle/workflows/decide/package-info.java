// SPDX-License-Identifier: Apache-2.0
/** The decisions, one file each: pure functions whose every refusal is a sentence that a human understands. */
@NullMarked
package org.rekindle.workflows.decide;

import org.jspecify.annotations.NullMarked;
