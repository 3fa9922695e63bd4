// SPDX-License-Identifier: Apache-2.0
/** A simulated OpenStack over real HTTP: Keystone, Magnum and the services that Magnum looks things up in. */
@NullMarked
package org.rekindle.lab.cloud;

import org.jspecify.annotations.NullMarked;
