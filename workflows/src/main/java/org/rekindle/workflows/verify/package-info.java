// SPDX-License-Identifier: Apache-2.0
/** The proof that users can work again. */
@NullMarked
package org.rekindle.workflows.verify;

import org.jspecify.annotations.NullMarked;
