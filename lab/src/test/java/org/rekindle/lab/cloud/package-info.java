// SPDX-License-Identifier: Apache-2.0
/** Checks of the simulated cloud against recordings of a real one, and of its behaviour. */
@NullMarked
package org.rekindle.lab.cloud;

import org.jspecify.annotations.NullMarked;
