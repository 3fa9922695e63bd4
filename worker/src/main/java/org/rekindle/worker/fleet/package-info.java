// SPDX-License-Identifier: Apache-2.0
/** The fleet file: its schema, its faults and what it says about each cluster. */
@NullMarked
package org.rekindle.worker.fleet;

import org.jspecify.annotations.NullMarked;
