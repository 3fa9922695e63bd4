// SPDX-License-Identifier: Apache-2.0
/** What every run has: a journal, a gate, steps that can get stuck, and a way to the world. */
@NullMarked
package org.rekindle.workflows.run;

import org.jspecify.annotations.NullMarked;
