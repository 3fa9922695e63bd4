// SPDX-License-Identifier: Apache-2.0
/** Whether an upgrade can work: one rule a file, each with the fact it rests on and the cure. */
@NullMarked
package org.rekindle.workflows.decide.upgrade;

import org.jspecify.annotations.NullMarked;
