// SPDX-License-Identifier: Apache-2.0
/** The fleet's breaker: one long-lived workflow that knows which teardowns are under way. */
@NullMarked
package org.rekindle.workflows.guard;

import org.jspecify.annotations.NullMarked;
