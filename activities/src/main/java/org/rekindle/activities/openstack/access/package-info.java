// SPDX-License-Identifier: Apache-2.0
/**
 * Kubeconfigs for a cluster's API, signed by the cluster's authority through Magnum. Keys stay in the secret store.
 */
@NullMarked
package org.rekindle.activities.openstack.access;

import org.jspecify.annotations.NullMarked;
