// SPDX-License-Identifier: Apache-2.0
/** Breaks what holds for the worker. */
@NullMarked
package org.rekindle.architecture.broken.worker;

import org.jspecify.annotations.NullMarked;
