// SPDX-License-Identifier: Apache-2.0
/** Tests of the pages that people read. */
@NullMarked
package org.rekindle.workflows.report;

import org.jspecify.annotations.NullMarked;
