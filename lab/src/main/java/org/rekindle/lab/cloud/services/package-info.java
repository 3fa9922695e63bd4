// SPDX-License-Identifier: Apache-2.0
/** The services around Magnum: images, flavors, networks, volumes, load balancers, names. */
@NullMarked
package org.rekindle.lab.cloud.services;

import org.jspecify.annotations.NullMarked;
