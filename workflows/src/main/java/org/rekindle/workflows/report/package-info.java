// SPDX-License-Identifier: Apache-2.0
/** The page that tells what happened. */
@NullMarked
package org.rekindle.workflows.report;

import org.jspecify.annotations.NullMarked;
