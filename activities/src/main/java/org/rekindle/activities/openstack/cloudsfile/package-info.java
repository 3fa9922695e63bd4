// SPDX-License-Identifier: Apache-2.0
/**
 * Reads OpenStack's own {@code clouds.yaml}: which cloud, which login, which endpoints. It reports every fault with file,
 * line and cure, and sends nothing.
 */
@NullMarked
package org.rekindle.activities.openstack.cloudsfile;

import org.jspecify.annotations.NullMarked;
