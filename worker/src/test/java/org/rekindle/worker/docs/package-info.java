// SPDX-License-Identifier: Apache-2.0
/** Holds the runbooks against the code. */
@NullMarked
package org.rekindle.worker.docs;

import org.jspecify.annotations.NullMarked;
