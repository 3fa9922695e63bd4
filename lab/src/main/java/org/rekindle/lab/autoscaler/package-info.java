// SPDX-License-Identifier: Apache-2.0
/**
 * What the cluster-autoscaler of the management cluster does for a cluster, as its users see it: nodes for pods that
 * cannot be scheduled, events on those pods, and a status ConfigMap.
 *
 * <p>The real cluster-autoscaler would be better, and cannot be built as the other tools are. Looked at in November 2026:
 *
 * <ul>
 *   <li>The Go module proxy that the tools are built from answers 403 "This module version is not available" for {@code
 *       k8s.io/autoscaler/cluster-autoscaler}: for its list of versions, for v1.36.0 and for a commit of its main branch.
 *       For the module {@code k8s.io/autoscaler/cluster-autoscaler/apis}, which it requires, the answer is the same.
 *   <li>Its tags ({@code cluster-autoscaler-1.36.1}) are no versions that Go understands, so a {@code go.mod} could name a
 *       commit alone. Its own {@code go.mod} replaces {@code apis} by the folder beside it, and 35 more modules: each
 *       replacement would have to be repeated in {@code tools/}.
 *   <li>No Debian package has it, and its sources are 3,142 files of Go (23 MB): too much to keep a copy here.
 * </ul>
 *
 * <p>Where a proxy has the module, a folder {@code tools/cluster-autoscaler} and its provider {@code clusterapi} are the
 * way: the lab with a real OpenStack has the MachineDeployments that this provider scales.
 */
@NullMarked
package org.rekindle.lab.autoscaler;

import org.jspecify.annotations.NullMarked;
