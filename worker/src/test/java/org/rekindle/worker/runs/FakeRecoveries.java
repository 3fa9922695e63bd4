// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.RedeployHubs.RedeployRequest;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.ProveRequester;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.ResolvedAlerts;
import org.rekindle.workflows.model.run.SurveyResult;
import org.rekindle.workflows.model.run.VerifyView;

/** Runs without a server: it remembers what it was told and shows the views that it was given. */
public final class FakeRecoveries implements Recoveries {

    private final Map<String, RecoveryView> views = new LinkedHashMap<>();
    private final Map<String, VerifyView> verifications = new LinkedHashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final List<Object> told = new ArrayList<>();
    private final Map<String, RunFailure> refusals = new LinkedHashMap<>();
    private List<PendingCall> pending = List.of();
    private List<Run> runs = List.of();
    private @Nullable RunFailure failure;

    /** What it was told, in order. */
    public List<Object> told() {
        return List.copyOf(told);
    }

    /** Shows a view from now on. */
    public void show(RecoveryView view) {
        views.put(view.cluster(), view);
        if (view.outcome() == null) {
            underWay.add(view.cluster());
        } else {
            underWay.remove(view.cluster());
        }
    }

    /** Has a cluster's run end by an error. */
    public void crash(String cluster) {
        underWay.remove(cluster);
    }

    public void list(List<Run> known) {
        runs = List.copyOf(known);
    }

    public void pend(List<PendingCall> calls) {
        pending = List.copyOf(calls);
    }

    /** Fails from now on, whatever it is asked. */
    public void fail(RunFailure with) {
        failure = with;
    }

    @Override
    public Started recover(RecoverRequest request) {
        return start(request.cluster(), request);
    }

    @Override
    public Started redeploy(RedeployRequest request) {
        return start(request.cluster(), request);
    }

    /** Has one cluster's run take no alert. */
    public void refuse(String cluster, RunFailure with) {
        refusals.put(cluster, with);
    }

    @Override
    public Optional<Started> resolved(String cluster, ResolvedAlerts resolved) {
        check();
        if (!underWay.contains(cluster)) {
            return Optional.empty();
        }
        return Optional.of(start(cluster, resolved));
    }

    @Override
    public Started alert(String cluster, Alert alert) {
        RunFailure refusal = refusals.get(cluster);
        if (refusal != null) {
            throw refusal;
        }
        return start(cluster, alert);
    }

    @Override
    public RecoveryView view(String cluster) {
        check();
        RecoveryView view = views.get(cluster);
        if (view == null) {
            throw new RunFailure(RunFailure.Kind.NOT_FOUND, "Cluster " + cluster + " has no run.", null);
        }
        return view;
    }

    @Override
    public boolean isUnderWay(String cluster) {
        return underWay.contains(cluster);
    }

    @Override
    public List<PendingCall> pending(String cluster) {
        return pending;
    }

    @Override
    public RecoveryResult result(String cluster) {
        Outcome outcome = view(cluster).outcome();
        if (outcome == null) {
            throw new RunFailure(RunFailure.Kind.FAILED, "The run ended by an error: told by the test.", null);
        }
        return new RecoveryResult(cluster, outcome, "Told by the test.", null, null, List.of());
    }

    @Override
    public String approve(String cluster, Approve approve) {
        return tell(approve, "Approved.");
    }

    @Override
    public String proveRequester(String cluster, ProveRequester proof) {
        return tell(proof, "Signed.");
    }

    @Override
    public String reject(String cluster, Reject reject) {
        return tell(reject, "Rejected.");
    }

    @Override
    public String resolve(String cluster, Resolve resolve) {
        return tell(resolve, "Resolved.");
    }

    @Override
    public List<Run> list() {
        check();
        return runs;
    }

    @Override
    public SurveyResult survey() {
        check();
        return new SurveyResult(List.of());
    }

    /** Shows a verification from now on. */
    public void show(VerifyView verification) {
        verifications.put(verification.cluster(), verification);
    }

    @Override
    public Started verify(String cluster) {
        check();
        told.add("verify " + cluster);
        return new Started(Identifiers.verification(cluster), "run-of-" + cluster, true);
    }

    @Override
    public VerifyView verification(String cluster) {
        check();
        VerifyView view = verifications.get(cluster);
        if (view == null) {
            throw new RunFailure(RunFailure.Kind.NOT_FOUND, "Cluster " + cluster + " has no verification.", null);
        }
        return view;
    }

    @Override
    public void close() {
        told.add("closed");
    }

    private Started start(String cluster, Object what) {
        check();
        told.add(what);
        return new Started(Identifiers.workflowId(cluster), "run-of-" + cluster, underWay.add(cluster));
    }

    private String tell(Object what, String answer) {
        check();
        told.add(what);
        return answer;
    }

    private void check() {
        if (failure != null) {
            throw failure;
        }
    }
}
