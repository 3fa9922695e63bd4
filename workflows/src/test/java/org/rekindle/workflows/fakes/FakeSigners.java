// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.ApprovalActivities;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.RequestText;
import org.rekindle.workflows.model.approval.RunText;
import org.rekindle.workflows.model.approval.SignedText;
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
                sign(key, new ApprovalText(workflowId.replace("cluster/", ""), workflowId, runId, plan, by, at)));
    }

    /** Signs a text: one about a run of the test bed. */
    public static String sign(String key, SignedText text) {
        return key + "\n" + text;
    }

    @Override
    public SignatureAnswer check(SignatureToCheck asked) {
        CheckedSignature checked = checked(asked.text(), asked.signature());
        return new SignatureAnswer(checked.objection(), checked.key());
    }

    ApprovalProof proof(DeleteRequest request) {
        PlanHash plan = request.plan().sha256();
        List<CheckedSignature> signatures = request.approval().signatures().stream()
                .map(each -> checked(
                        new ApprovalText(request.cluster().cluster(), "", "", plan, each.by(), each.at()),
                        each.armored()))
                .toList();
        return new ApprovalProof(
                policy,
                Proofs.MEANT,
                Activity.getExecutionContext().getInfo().getWorkflowRunId(),
                request(request.cluster().cluster(), request.approval().request()),
                signatures);
    }

    private @Nullable CheckedSignature request(String cluster, @Nullable ApprovalSignature signed) {
        return signed == null
                ? null
                : checked(new RequestText(cluster, "", "", signed.by(), signed.at()), signed.armored());
    }

    private CheckedSignature checked(RunText said, String signature) {
        ActivityInfo info = Activity.getExecutionContext().getInfo();
        RunText text = said.ofRun(info.getWorkflowId(), info.getWorkflowRunId());
        String[] parts = signature.split("\n", 2);
        boolean holds = text.by().equals(keys.get(parts[0])) && text.toString().equals(parts[1]);
        return new CheckedSignature(
                text.by(), text.at(), parts[0], holds ? null : "The signature of " + text.by() + " is not right.");
    }
}
