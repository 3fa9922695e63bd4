// SPDX-License-Identifier: Apache-2.0
/** What the fleet as a whole lets happen. */
@NullMarked
package org.rekindle.workflows.decide.fleet;

import org.jspecify.annotations.NullMarked;
