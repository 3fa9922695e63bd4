// SPDX-License-Identifier: Apache-2.0
/** Proves each decision by tables. */
@NullMarked
package org.rekindle.workflows.decide;

import org.jspecify.annotations.NullMarked;
