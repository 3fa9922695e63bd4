// SPDX-License-Identifier: Apache-2.0
/** Verifications against hand-written fakes, with time skipped. */
@NullMarked
package org.rekindle.workflows.prove;

import org.jspecify.annotations.NullMarked;
