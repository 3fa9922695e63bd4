// SPDX-License-Identifier: Apache-2.0
/** Measurements that anyone can repeat: each figure stands beside another of the same run. */
@NullMarked
package org.rekindle.lab.bench;

import org.jspecify.annotations.NullMarked;
