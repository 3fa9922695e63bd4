// SPDX-License-Identifier: Apache-2.0
/** Breaks what holds for workflows. */
@NullMarked
package org.rekindle.architecture.broken.workflows;

import org.jspecify.annotations.NullMarked;
