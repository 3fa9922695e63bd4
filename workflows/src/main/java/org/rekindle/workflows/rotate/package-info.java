// SPDX-License-Identifier: Apache-2.0
/** Renews certificates before they expire, and never tears anything down. */
@NullMarked
package org.rekindle.workflows.rotate;

import org.jspecify.annotations.NullMarked;
