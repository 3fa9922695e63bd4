// SPDX-License-Identifier: Apache-2.0
/** The stages of a run, each a straight line. What can destroy is in {@link org.rekindle.workflows.teardown}. */
@NullMarked
package org.rekindle.workflows.stage;

import org.jspecify.annotations.NullMarked;
