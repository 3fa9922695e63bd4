// SPDX-License-Identifier: Apache-2.0
/** The way by SSH to the machines of the lab's control planes. */
@NullMarked
package org.rekindle.lab.ssh;

import org.jspecify.annotations.NullMarked;
