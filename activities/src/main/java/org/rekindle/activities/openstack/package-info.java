// SPDX-License-Identifier: Apache-2.0
/**
 * OpenStack, on the extension points of openstack4j: this package names the services, and the packages below it use them.
 *
 * <p>From the top down: {@code doctor}, {@code orphans}, {@code inventory}, {@code quota}, {@code access}, {@code catalog},
 * {@code magnum}, {@code client}, {@code cloudsfile}. A package uses only those that come after it in this list.
 */
@NullMarked
package org.rekindle.activities.openstack;

import org.jspecify.annotations.NullMarked;
