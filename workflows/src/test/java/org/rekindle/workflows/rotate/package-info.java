// SPDX-License-Identifier: Apache-2.0
/** Proves that a rotation renews, and never destroys. */
@NullMarked
package org.rekindle.workflows.rotate;

import org.jspecify.annotations.NullMarked;
