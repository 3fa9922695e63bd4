// SPDX-License-Identifier: Apache-2.0
/**
 * Deletes what a cluster that is gone has left behind, for people and by a sealed and approved list. A thing goes only when it
 * carries the cluster's own mark at the moment of the delete.
 */
@NullMarked
package org.rekindle.activities.openstack.orphans;

import org.jspecify.annotations.NullMarked;
