// SPDX-License-Identifier: Apache-2.0
/** The simulated cloud as a whole: Keystone, Magnum and the services around them behind one address. */
@NullMarked
package org.rekindle.lab.cloud.simulated;

import org.jspecify.annotations.NullMarked;
