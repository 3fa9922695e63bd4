// SPDX-License-Identifier: Apache-2.0
/** Tests of the package of this name. */
@NullMarked
package org.rekindle.workflows.decide.rebuild;

import org.jspecify.annotations.NullMarked;
