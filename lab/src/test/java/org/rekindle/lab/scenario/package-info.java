// SPDX-License-Identifier: Apache-2.0
/** Scenarios, read and played. */
@NullMarked
package org.rekindle.lab.scenario;

import org.jspecify.annotations.NullMarked;
