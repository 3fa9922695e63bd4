// SPDX-License-Identifier: Apache-2.0
/** Plays what would happen to a real cluster, on a copy of it. */
@NullMarked
package org.rekindle.lab.rehearsal;

import org.jspecify.annotations.NullMarked;
