// SPDX-License-Identifier: Apache-2.0
/** Breaks what holds for decisions. */
@NullMarked
package org.rekindle.architecture.broken.workflows.decide;

import org.jspecify.annotations.NullMarked;
