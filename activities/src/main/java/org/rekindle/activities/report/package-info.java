// SPDX-License-Identifier: Apache-2.0
/** Keeps reports as Markdown files. */
@NullMarked
package org.rekindle.activities.report;

import org.jspecify.annotations.NullMarked;
