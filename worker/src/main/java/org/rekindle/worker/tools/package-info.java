// SPDX-License-Identifier: Apache-2.0
/**
 * Finds, downloads or builds the tools that are not Java. The product needs one, Temporal's development server; other
 * modules add theirs by a {@code META-INF/rekindle/tools.yaml} of their own.
 */
@NullMarked
package org.rekindle.worker.tools;

import org.jspecify.annotations.NullMarked;
