// SPDX-License-Identifier: Apache-2.0
/** Decisions and reasons in words: the one place where their sentences are written. */
@NullMarked
package org.rekindle.workflows.decide.text;

import org.jspecify.annotations.NullMarked;
