// SPDX-License-Identifier: Apache-2.0
/** The teardown rate limit: how many teardowns the fleet allows at once and in a day. One workflow for the whole fleet. */
@NullMarked
package org.rekindle.workflows.teardown.ratelimit;

import org.jspecify.annotations.NullMarked;
