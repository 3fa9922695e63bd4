// SPDX-License-Identifier: Apache-2.0
/** What people say about a plan. */
@NullMarked
package org.rekindle.workflows.model.approval;

import org.jspecify.annotations.NullMarked;
