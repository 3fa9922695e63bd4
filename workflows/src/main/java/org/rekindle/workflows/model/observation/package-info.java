// SPDX-License-Identifier: Apache-2.0
/** What was seen of a cluster and of its cloud. */
@NullMarked
package org.rekindle.workflows.model.observation;

import org.jspecify.annotations.NullMarked;
