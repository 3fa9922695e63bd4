// SPDX-License-Identifier: Apache-2.0
/**
 * What belongs to a cluster outside Magnum, found by the marks of Kubernetes' OpenStack components. It deletes nothing, and changes
 * one thing alone: the property that keeps a volume.
 */
@NullMarked
package org.rekindle.activities.openstack.inventory;

import org.jspecify.annotations.NullMarked;
