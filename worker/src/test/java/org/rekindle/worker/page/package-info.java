// SPDX-License-Identifier: Apache-2.0
/** Tests. */
@NullMarked
package org.rekindle.worker.page;

import org.jspecify.annotations.NullMarked;
