// SPDX-License-Identifier: Apache-2.0
/** Recoveries against hand-written fakes, with time skipped. */
@NullMarked
package org.rekindle.workflows.recover;

import org.jspecify.annotations.NullMarked;
