// SPDX-License-Identifier: Apache-2.0
/** What the fleet file says of one cluster: where it is, what runs on it and how it is proven. */
@NullMarked
package org.rekindle.workflows.model.fleet;

import org.jspecify.annotations.NullMarked;
