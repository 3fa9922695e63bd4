// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.api.RedeployHubs.RedeployRequest;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.ProveRequester;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.ResolvedAlerts;
import org.rekindle.workflows.model.run.SurveyResult;
import org.rekindle.workflows.model.run.VerifyView;

/**
 * The runs of the fleet. A cluster has at most one run under way, a recovery, a rotation or a redeploy; where none is, the last one is
 * spoken of. Every method throws {@link RunFailure}.
 */
public interface Recoveries extends AutoCloseable {

    /** Starts a recovery, or says that a run is under way already. */
    Started recover(RecoverRequest request);

    /** Starts a redeploy onto the cluster that stands, or says that a run is under way already. */
    Started redeploy(RedeployRequest request);

    /** Reports an alert to the cluster's run, and starts a recovery where none is under way. */
    Started alert(String cluster, Alert alert);

    /**
     * Reports to the cluster's recovery that alerts do not fire any more. It starts none.
     *
     * @return the recovery; empty where none is under way
     */
    Optional<Started> resolved(String cluster, ResolvedAlerts resolved);

    /** All there is to know about the cluster's run. */
    RecoveryView view(String cluster);

    /** Whether a run of the cluster is under way. */
    boolean isUnderWay(String cluster);

    /** The calls that are under way or wait for their next try, with what they saw last; empty when there are none. */
    List<PendingCall> pending(String cluster);

    /** Waits until the cluster's run has ended. */
    RecoveryResult result(String cluster);

    /** Approves a plan; answers with a sentence. */
    String approve(String cluster, Approve approve);

    /** Refuses a plan; answers with a sentence. */
    String reject(String cluster, Reject reject);

    /** Proves who asked for the run that is under way; answers with a sentence. */
    String proveRequester(String cluster, ProveRequester proof);

    /** Says what a stuck step shall do; answers with a sentence. */
    String resolve(String cluster, Resolve resolve);

    /** The last run of every cluster that ever had one, those under way first. */
    List<Run> list();

    /** Looks at every cluster of the fleet now, and waits for what was found. */
    SurveyResult survey();

    /** Starts a verification of a cluster, or says that one is under way. */
    Started verify(String cluster);

    /** The last verification of a cluster, which may be under way. */
    VerifyView verification(String cluster);

    @Override
    void close();
}
