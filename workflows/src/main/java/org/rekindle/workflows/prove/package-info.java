// SPDX-License-Identifier: Apache-2.0
/** Proves that users can work on a cluster, by night or when somebody asks. */
@NullMarked
package org.rekindle.workflows.prove;

import org.jspecify.annotations.NullMarked;
