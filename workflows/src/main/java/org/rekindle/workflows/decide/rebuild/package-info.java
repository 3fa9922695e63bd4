// SPDX-License-Identifier: Apache-2.0
/** Decides what a rebuild needs: the shape, the room in the quota, releases that can be deployed. */
@NullMarked
package org.rekindle.workflows.decide.rebuild;

import org.jspecify.annotations.NullMarked;
