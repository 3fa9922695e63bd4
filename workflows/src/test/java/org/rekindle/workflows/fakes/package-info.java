// SPDX-License-Identifier: Apache-2.0
/** Hand-written stand-ins for the world, for workflow tests that need no binaries. */
@NullMarked
package org.rekindle.workflows.fakes;

import org.jspecify.annotations.NullMarked;
