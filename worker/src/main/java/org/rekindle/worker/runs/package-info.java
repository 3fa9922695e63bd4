// SPDX-License-Identifier: Apache-2.0
/** Starting, watching and steering runs from outside the workflows. */
@NullMarked
package org.rekindle.worker.runs;

import org.jspecify.annotations.NullMarked;
