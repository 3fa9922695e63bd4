// SPDX-License-Identifier: Apache-2.0
/** What the fleet file allows. */
@NullMarked
package org.rekindle.workflows.model.policy;

import org.jspecify.annotations.NullMarked;
