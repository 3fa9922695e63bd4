// SPDX-License-Identifier: Apache-2.0
/** Breaks what holds for activities. */
@NullMarked
package org.rekindle.architecture.broken.activities;

import org.jspecify.annotations.NullMarked;
