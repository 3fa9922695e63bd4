// SPDX-License-Identifier: Apache-2.0
/** The plan: what is done, what is lost, what people must do, and what has changed since the last one. */
@NullMarked
package org.rekindle.workflows.decide.plan;

import org.jspecify.annotations.NullMarked;
