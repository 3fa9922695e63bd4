// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rekindle.workflows.api.ApprovalActivities;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.teardown.ApprovalProof;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/** People who sign without cryptography: a signature is the name of a key and the signed text. */
public final class FakeSigners implements ApprovalActivities {

    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private volatile ApprovalPolicy policy;

    FakeSigners(ApprovalPolicy policy) {
        this.policy = policy;
    }

    /** What the fleet file says now. */
    public void say(ApprovalPolicy now) {
        policy = now;
    }

    /** Lists a key under a person. */
    public void list(String key, String person) {
        keys.put(key, person);
    }

    /** Takes a key out of the fleet file. */
    public void remove(String key) {
        keys.remove(key);
    }

    /** An approval that is signed. */
    public static Approve signed(String key, String workflowId, String runId, PlanHash plan, String by, Instant at) {
        return new Approve(
                plan,
                by,
                at,
                key + "\n" + new ApprovalText(workflowId.replace("cluster/", ""), workflowId, runId, plan, by, at));
    }

    @Override
    public SignatureAnswer check(SignatureToCheck approval) {
        Approve approve = approval.approve();
        CheckedSignature checked = checked(
                approval.cluster(),
                approve.planSha256(),
                new ApprovalSignature(approve.by(), approve.at(), "", approve.signature()));
        return new SignatureAnswer(checked.objection(), checked.key());
    }

    ApprovalProof proof(DeleteRequest request) {
        PlanHash plan = request.plan().sha256();
        List<CheckedSignature> signatures = request.approval().signatures().stream()
                .map(each -> checked(request.cluster().cluster(), plan, each))
                .toList();
        return new ApprovalProof(
                policy, Activity.getExecutionContext().getInfo().getWorkflowRunId(), signatures);
    }

    private CheckedSignature checked(String cluster, PlanHash plan, ApprovalSignature signature) {
        ActivityInfo info = Activity.getExecutionContext().getInfo();
        String text = new ApprovalText(
                        cluster, info.getWorkflowId(), info.getWorkflowRunId(), plan, signature.by(), signature.at())
                .toString();
        String[] said = signature.armored().split("\n", 2);
        boolean holds = signature.by().equals(keys.get(said[0])) && text.equals(said[1]);
        return new CheckedSignature(
                signature.by(),
                signature.at(),
                said[0],
                holds ? null : "The signature of " + signature.by() + " is not right.");
    }
}
