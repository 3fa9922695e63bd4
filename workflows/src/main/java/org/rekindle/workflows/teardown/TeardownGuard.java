// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.ratelimit.Permit;

/**
 * Decides whether a cluster may be deleted. The activity that deletes asks it right before the call, with the cluster read at that
 * moment, and there is no other way to the call.
 *
 * <ul>
 *   <li>The plan is the one that was sealed, and it tears down what its diagnosis calls for.
 *   <li>The approval is for that plan, is valid, and does not come from the one who asked for the recovery; as many people as the
 *       plan says have approved. Where the fleet file has keys, or had them when the plan was made, each of them has signed, for this
 *       very run. Where the fleet file itself approves, it still says so.
 *   <li>The teardown rate limit permits it.
 *   <li>The volumes are safe where the policy keeps them.
 *   <li>The cluster is the very one that the plan is about, and the one that the fleet file means.
 * </ul>
 *
 * <p>A cluster that this run itself created under the same plan, and that did not come up, holds nothing of any user. For it the
 * approval does not expire, so that a create that hangs for hours needs no second approval at night.
 */
public final class TeardownGuard {

    private TeardownGuard() {}

    /**
     * All reasons not to delete, in sentences; empty when the delete may go ahead.
     *
     * @param fresh the cluster as Magnum shows it now
     * @param proof what the caller knows of the approval by itself
     */
    public static List<String> refusals(DeleteRequest request, CloudCluster fresh, ApprovalProof proof, Instant now) {
        List<String> refusals = new ArrayList<>();
        PlanHash sealed = request.plan().sha256();
        boolean own = isOurOwn(request, fresh, proof);
        if (!PlanSeal.holds(request.plan())) {
            refusals.add("The plan was changed after it was sealed.");
        }
        if (!request.plan().plan().remedy().tearsDown()) {
            refusals.add("The plan does not tear anything down.");
        }
        if (!own && !isCalledFor(request.plan().plan())) {
            refusals.add("The certificates that the plan tells of are "
                    + Text.constant(
                            request.plan().plan().diagnosis().condition().name()) + ", which calls for no "
                    + Text.constant(request.plan().plan().remedy().name()) + ".");
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
        refusals.addAll(elsewhere(request, proof.meant(), own));
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
        refusals.addAll(notGiven(request, proof, own, now));
        if (!own) {
            refusals.addAll(rateLimit(request, now));
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

    /** What this run itself created has a name of its own. */
    private static List<String> elsewhere(DeleteRequest request, MeantCluster meant, boolean own) {
        String id = request.plan().plan().cluster();
        String cloud = request.cluster().cloud();
        if (!meant.cloud().equals(cloud)) {
            return List.of("The fleet file has " + id + " in the cloud " + meant.cloud() + ", not in " + cloud + ".");
        }
        ClusterIdentity asked = request.identity();
        if (own || meant.isNamed(asked)) {
            return List.of();
        }
        return List.of("The fleet file means cluster " + meant + " by " + id + ", not " + asked.name() + " ("
                + asked.uuid() + ").");
    }

    /** What is expired may go before there is another one; what expires only after. */
    private static boolean isCalledFor(RecoveryPlan plan) {
        Condition condition = plan.diagnosis().condition();
        return condition == Condition.EXPIRED
                || (plan.remedy() == Remedy.REBUILD_BESIDE && condition == Condition.EXPIRING);
    }

    /** Of what this run itself created, only the signatures are asked for once more. */
    private static List<String> notGiven(DeleteRequest request, ApprovalProof proof, boolean own, Instant now) {
        if (ApprovalCheck.isPolicy(request.approval().by())) {
            return byPolicy(proof, own, now);
        }
        if (mustBeSigned(request, proof)) {
            return SignedApproval.refusals(request, proof, own, now);
        }
        return own ? List.of() : missingNames(request);
    }

    /** That the fleet file approved is its own word, so it is asked and not the workflow. */
    private static List<String> byPolicy(ApprovalProof proof, boolean own, Instant now) {
        if (own && proof.policy().preApproved()) {
            return List.of();
        }
        return Optional.ofNullable(ByPolicy.objection(proof.policy(), now)).stream()
                .toList();
    }

    /** The plan says how many different people approve, none of them the one who asked. */
    private static List<String> missingNames(DeleteRequest request) {
        Approval approval = request.approval();
        List<String> names = new ArrayList<>();
        Stream.concat(Stream.of(approval.by()), approval.others().stream())
                .filter(name -> !ApprovalCheck.isSame(name, request.requestedBy()))
                .filter(name -> names.stream().noneMatch(known -> ApprovalCheck.isSame(known, name)))
                .forEach(names::add);
        int needed = request.plan().plan().approvals();
        if (names.size() >= needed) {
            return List.of();
        }
        return List.of("The plan needs the approval of " + needed + " people who did not ask for it, and has that of "
                + names.size() + ".");
    }

    private static List<String> rateLimit(DeleteRequest request, Instant now) {
        Permit permit = request.permit();
        if (permit == null || !permit.isGranted()) {
            return List.of("The teardown rate limit has not permitted this teardown.");
        }
        if (!permit.planSha256().equals(request.plan().sha256())
                || !permit.uuid().equals(request.identity().uuid())) {
            return List.of("The permit of the teardown rate limit is for another plan or cluster.");
        }
        if (now.isBefore(permit.until())) {
            return List.of();
        }
        return List.of("The permit of the teardown rate limit expired at " + permit.until() + ".");
    }

    private static boolean isPlanned(DeleteRequest request) {
        return request.identity().equals(request.plan().plan().identity());
    }

    /** A mark is valid for the run alone that wrote it: everyone can read another run's mark, and ask in its name. */
    private static boolean isOurOwn(DeleteRequest request, CloudCluster fresh, ApprovalProof proof) {
        RunMark runMark = request.runMark();
        return runMark != null && runMark.equals(fresh.runMark()) && runMark.isOf(proof.runId());
    }

    /** A plan that was to be signed stays so: to take the last key out of the fleet file takes an approval back, and makes no name of it. */
    private static boolean mustBeSigned(DeleteRequest request, ApprovalProof proof) {
        return proof.policy().signed() || request.plan().plan().signed();
    }
}
