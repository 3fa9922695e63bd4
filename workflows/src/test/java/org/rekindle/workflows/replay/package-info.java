// SPDX-License-Identifier: Apache-2.0
/** Replays recorded histories, so that a change that would strand a run under way is noticed. */
@NullMarked
package org.rekindle.workflows.replay;

import org.jspecify.annotations.NullMarked;
