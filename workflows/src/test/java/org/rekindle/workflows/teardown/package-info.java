// SPDX-License-Identifier: Apache-2.0
/** Proves what guards a delete. */
@NullMarked
package org.rekindle.workflows.teardown;

import org.jspecify.annotations.NullMarked;
