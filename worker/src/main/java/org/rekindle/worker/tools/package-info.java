// SPDX-License-Identifier: Apache-2.0
/** Finds, fetches or builds the tools that are not Java, and says what else of the machine a run needs. */
@NullMarked
package org.rekindle.worker.tools;

import org.jspecify.annotations.NullMarked;
