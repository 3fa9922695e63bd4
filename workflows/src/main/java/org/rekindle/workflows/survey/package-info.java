// SPDX-License-Identifier: Apache-2.0
/** Looks at every cluster of the fleet and opens rotations and recoveries. */
@NullMarked
package org.rekindle.workflows.survey;

import org.jspecify.annotations.NullMarked;
