// SPDX-License-Identifier: Apache-2.0
/** The checks that prove that users can work. */
@NullMarked
package org.rekindle.workflows.verify;

import org.jspecify.annotations.NullMarked;
