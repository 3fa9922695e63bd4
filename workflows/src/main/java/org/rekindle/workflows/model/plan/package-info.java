// SPDX-License-Identifier: Apache-2.0
/** The diagnosis, the plan that rests on it, and the reasons for both. */
@NullMarked
package org.rekindle.workflows.model.plan;

import org.jspecify.annotations.NullMarked;
