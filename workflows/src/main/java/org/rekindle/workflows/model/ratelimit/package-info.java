// SPDX-License-Identifier: Apache-2.0
/** What the teardown rate limit is asked and what it knows. */
@NullMarked
package org.rekindle.workflows.model.ratelimit;

import org.jspecify.annotations.NullMarked;
