// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.rekindle.workflows.teardown.ratelimit;

import org.jspecify.annotations.NullMarked;
