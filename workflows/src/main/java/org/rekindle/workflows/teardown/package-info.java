// SPDX-License-Identifier: Apache-2.0
/**
 * Everything that can destroy. A run deletes a cluster in one place alone, {@link
 * org.rekindle.workflows.teardown.DeleteCluster}, and a delete passes these checks in this order:
 *
 * <ol>
 *   <li>{@link org.rekindle.workflows.teardown.DataProtection}: every volume that the policy keeps carries the keep property,
 *       seen on the volume. A plan that was made with a volume at risk is made again.
 *   <li>{@link org.rekindle.workflows.teardown.TeardownApproval}: as many approvers as the policy asks for approve the sealed
 *       plan, by its hash, and sign that where the fleet file has keys, or the policy approves it by itself within its limits ({@link
 *       org.rekindle.workflows.teardown.ApprovalCheck}, {@link org.rekindle.workflows.teardown.ByPolicy}).
 *   <li>The teardown rate limit of the fleet permits it. That may take hours.
 *   <li>{@link org.rekindle.workflows.teardown.LastLook}: all that the plan rests on is read again. Whatever contradicts the
 *       plan keeps the cluster; whatever cannot be read makes the step wait for the operator, and is read again as a whole.
 *   <li>{@link org.rekindle.workflows.teardown.TeardownGuard}, asked by the activity that sends the delete, with the cluster's
 *       identity read at that moment: the plan is the sealed one, the approval is for it and valid, the permit is granted, and
 *       the cluster is the very one that the plan names. Signatures are checked by the keys that the fleet file has at that moment
 *       ({@link org.rekindle.workflows.teardown.ApprovalProof}).
 * </ol>
 *
 * <p>A cluster that this run itself created under the same plan needs the plan, the approval and its own mark in place of the
 * permit. {@link org.rekindle.workflows.teardown.SweepGuard} guards the sweep of what a deleted cluster left over.
 */
@NullMarked
package org.rekindle.workflows.teardown;

import org.jspecify.annotations.NullMarked;
