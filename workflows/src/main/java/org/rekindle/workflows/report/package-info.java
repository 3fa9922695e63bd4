// SPDX-License-Identifier: Apache-2.0
/** The pages that say what happened. */
@NullMarked
package org.rekindle.workflows.report;

import org.jspecify.annotations.NullMarked;
