// SPDX-License-Identifier: Apache-2.0
/**
 * Magnum: finds, creates, upgrades and deletes clusters, and waits for them. The one call that deletes a cluster is here, right
 * behind its guard ({@link org.rekindle.activities.openstack.magnum.OpenStackMagnumActivities#requestDelete}).
 */
@NullMarked
package org.rekindle.activities.openstack.magnum;

import org.jspecify.annotations.NullMarked;
