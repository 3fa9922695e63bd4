// SPDX-License-Identifier: Apache-2.0
/** The running worker: its connection, its activities, its schedule, its HTTP side and its end. */
@NullMarked
package org.rekindle.worker.process;

import org.jspecify.annotations.NullMarked;
