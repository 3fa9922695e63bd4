// SPDX-License-Identifier: Apache-2.0
/** Installs the releases in order. */
@NullMarked
package org.rekindle.workflows.redeploy;

import org.jspecify.annotations.NullMarked;
