// SPDX-License-Identifier: Apache-2.0
/** Checks of the rules behind the simulated Magnum. */
@NullMarked
package org.rekindle.lab.cloud.magnum;

import org.jspecify.annotations.NullMarked;
