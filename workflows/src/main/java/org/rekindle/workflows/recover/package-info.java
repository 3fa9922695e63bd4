// SPDX-License-Identifier: Apache-2.0
/** Brings one cluster back. */
@NullMarked
package org.rekindle.workflows.recover;

import org.jspecify.annotations.NullMarked;
