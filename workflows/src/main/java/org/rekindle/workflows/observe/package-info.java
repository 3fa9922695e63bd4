// SPDX-License-Identifier: Apache-2.0
/** Looks, and nothing else: at a cluster from every side, at its machines, and at all that a rebuild rests on. */
@NullMarked
package org.rekindle.workflows.observe;

import org.jspecify.annotations.NullMarked;
