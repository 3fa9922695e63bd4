// SPDX-License-Identifier: Apache-2.0
/** Tears down under guard and builds anew from a ladder of fitting versions. */
@NullMarked
package org.rekindle.workflows.rebuild;

import org.jspecify.annotations.NullMarked;
