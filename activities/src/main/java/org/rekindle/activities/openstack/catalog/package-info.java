// SPDX-License-Identifier: Apache-2.0
/**
 * What a project can build from: templates, flavors, images, networks, keypairs, and the rights of the login. It only looks.
 */
@NullMarked
package org.rekindle.activities.openstack.catalog;

import org.jspecify.annotations.NullMarked;
