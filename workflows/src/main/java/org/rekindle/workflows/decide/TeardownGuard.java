// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.model.Approval;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.DeleteRequest;
import org.rekindle.workflows.model.Permit;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.Remedy;

/**
 * Decides whether a cluster may be deleted. It is asked by the activity right before the call, with the cluster looked at
 * afresh, and there is no other way to the call.
 *
 * <p>Properties: the fleet's breaker has let it begin; as many people as the plan says have given leave; the plan is the one that was sealed; the approval is for that plan, still counts, and does not come from
 * the one who asked; the volumes are safe where the policy keeps them; the cluster is the very one that the plan is about.
 * A cluster that this run itself created under the same plan, and that did not come up, holds nothing of anybody's: for it
 * the approval does not run out, so that a create that hangs for hours needs no second leave at night.
 */
public final class TeardownGuard {

    private TeardownGuard() {}

    /**
     * All reasons not to delete, in sentences; empty when the delete may go ahead.
     *
     * @param fresh the cluster as Magnum tells it now
     */
    public static List<String> refusals(DeleteRequest request, CloudCluster fresh, Instant now) {
        List<String> refusals = new ArrayList<>();
        String sealed = request.plan().sha256();
        boolean own = isOurOwn(request.runMark(), fresh);
        if (!PlanSeal.holds(request.plan())) {
            refusals.add("The plan was changed after it was sealed.");
        }
        if (!request.plan().plan().remedy().tearsDown()) {
            refusals.add("The plan does not tear anything down.");
        }
        if (!own && !isCalledFor(request.plan().plan())) {
            refusals.add("The certificates that the plan tells of are "
                    + Words.constant(
                            request.plan().plan().diagnosis().condition().name()) + ", which calls for no "
                    + request.plan().plan().remedy() + ".");
        }
        if (!own
                && request.plan().plan().keepVolumes()
                && !request.plan().plan().dataAtRisk().isEmpty()) {
            refusals.add("The policy keeps volumes, and "
                    + request.plan().plan().dataAtRisk().size() + " of them would go with the cluster.");
        }
        if (!request.cluster().cluster().equals(request.plan().plan().cluster())) {
            refusals.add("The plan is for " + request.plan().plan().cluster() + ", not for "
                    + request.cluster().cluster() + ".");
        }
        Approval approval = request.approval();
        if (!approval.planSha256().equals(sealed)) {
            refusals.add("The approval is for another plan.");
        }
        if (!own && !now.isBefore(approval.expiresAt())) {
            refusals.add("The approval by " + approval.by() + " expired at " + approval.expiresAt() + ".");
        }
        if (approval.by().isBlank()) {
            refusals.add("The approval says nothing of who gave it.");
        }
        if (ApprovalCheck.isSame(approval.by(), request.requestedBy())) {
            refusals.add("The approval comes from " + approval.by() + ", who asked for the recovery.");
        }
        if (!own) {
            refusals.addAll(missingNames(request));
            refusals.addAll(breaker(request, now));
        }
        if (!fresh.identity().equals(request.identity())) {
            refusals.add("The cluster is not the one that was looked at: expected " + request.identity() + ", found "
                    + fresh.identity() + ".");
        }
        if (!own && !fresh.hasKnownStatus()) {
            refusals.add("Magnum tells no status of the cluster that is known (" + fresh.status() + ").");
        }
        if (!own && !isPlanned(request)) {
            refusals.add("Cluster " + fresh.identity().uuid()
                    + " is neither the one that the plan destroys nor one that this run created.");
        }
        return List.copyOf(refusals);
    }

    /** What is expired may go before there is another one; what expires only after. */
    private static boolean isCalledFor(RecoveryPlan plan) {
        Condition condition = plan.diagnosis().condition();
        return condition == Condition.EXPIRED
                || (plan.remedy() == Remedy.REBUILD_BESIDE && condition == Condition.EXPIRING);
    }

    /** The fleet file's own leave has no names; else as many different people as the plan says, none of them the one who asked. */
    private static List<String> missingNames(DeleteRequest request) {
        Approval approval = request.approval();
        if (ApprovalCheck.isPolicy(approval.by())) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        Stream.concat(Stream.of(approval.by()), approval.others().stream())
                .filter(name -> !ApprovalCheck.isSame(name, request.requestedBy()))
                .filter(name -> names.stream().noneMatch(known -> ApprovalCheck.isSame(known, name)))
                .forEach(names::add);
        int needed = request.plan().plan().approvals();
        return names.size() >= needed
                ? List.of()
                : List.of("The plan needs the approval of " + needed
                        + " people who did not ask for it, and has that of " + names.size() + ".");
    }

    private static List<String> breaker(DeleteRequest request, Instant now) {
        Permit permit = request.permit();
        if (permit == null || !permit.isGranted()) {
            return List.of("The fleet's breaker has not let this teardown begin.");
        }
        if (!permit.planSha256().equals(request.plan().sha256())
                || !permit.uuid().equals(request.identity().uuid())) {
            return List.of("The permit of the fleet's breaker is for another plan or cluster.");
        }
        return now.isBefore(permit.until())
                ? List.of()
                : List.of("The permit of the fleet's breaker fell away at " + permit.until() + ".");
    }

    private static boolean isPlanned(DeleteRequest request) {
        return request.identity().equals(request.plan().plan().identity());
    }

    private static boolean isOurOwn(@Nullable String runMark, CloudCluster fresh) {
        return runMark != null && runMark.equals(fresh.runMark());
    }
}
