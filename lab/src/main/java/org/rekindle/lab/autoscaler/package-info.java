// SPDX-License-Identifier: Apache-2.0
/**
 * What the cluster-autoscaler of the management cluster does for a cluster, as its users see it: nodes for pods that
 * cannot be scheduled, events on those pods, and a status ConfigMap.
 */
@NullMarked
package org.rekindle.lab.autoscaler;

import org.jspecify.annotations.NullMarked;
