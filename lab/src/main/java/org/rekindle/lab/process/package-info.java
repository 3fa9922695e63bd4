// SPDX-License-Identifier: Apache-2.0
/** Programs that run beside the lab and never longer than it. */
@NullMarked
package org.rekindle.lab.process;

import org.jspecify.annotations.NullMarked;
