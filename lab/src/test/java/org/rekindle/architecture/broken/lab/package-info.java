// SPDX-License-Identifier: Apache-2.0
/** Is used by what may not use it. */
@NullMarked
package org.rekindle.architecture.broken.lab;

import org.jspecify.annotations.NullMarked;
