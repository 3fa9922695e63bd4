// SPDX-License-Identifier: Apache-2.0
/** Tests. */
@NullMarked
package org.rekindle.worker.cli;

import org.jspecify.annotations.NullMarked;
