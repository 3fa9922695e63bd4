// SPDX-License-Identifier: Apache-2.0
/** The commands {@code lab}, {@code rehearse} and {@code bench}. */
@NullMarked
package org.rekindle.lab.cli;

import org.jspecify.annotations.NullMarked;
