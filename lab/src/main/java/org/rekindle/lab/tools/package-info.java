// SPDX-License-Identifier: Apache-2.0
/** The tools that only the lab runs, and what the lab needs of the machine. */
@NullMarked
package org.rekindle.lab.tools;

import org.jspecify.annotations.NullMarked;
