// SPDX-License-Identifier: Apache-2.0
/** What happens, and why. Nothing here does input or output: the world is asked through activities. */
@NullMarked
package org.rekindle.workflows;

import org.jspecify.annotations.NullMarked;
