// SPDX-License-Identifier: Apache-2.0
/** The command line. */
@NullMarked
package org.rekindle.worker.cli;

import org.jspecify.annotations.NullMarked;
