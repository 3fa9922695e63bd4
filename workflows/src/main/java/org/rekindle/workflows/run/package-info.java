// SPDX-License-Identifier: Apache-2.0
/** What every run has: its state, an operator who is asked where a step is stuck, a clock, and stubs of the activities. */
@NullMarked
package org.rekindle.workflows.run;

import org.jspecify.annotations.NullMarked;
