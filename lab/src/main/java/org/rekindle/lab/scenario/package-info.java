// SPDX-License-Identifier: Apache-2.0
/** Scenarios: a world, what goes wrong in it, who is there to be asked, and what must come of it. */
@NullMarked
package org.rekindle.lab.scenario;

import org.jspecify.annotations.NullMarked;
