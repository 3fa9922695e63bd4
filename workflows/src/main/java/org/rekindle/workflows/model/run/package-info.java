// SPDX-License-Identifier: Apache-2.0
/** A run as people see it: request, phases, timeline, stuck step, result. */
@NullMarked
package org.rekindle.workflows.model.run;

import org.jspecify.annotations.NullMarked;
