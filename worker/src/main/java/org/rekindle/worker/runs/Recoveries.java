// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import java.util.List;
import org.rekindle.workflows.model.Alert;
import org.rekindle.workflows.model.Approve;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.model.RecoveryResult;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.Reject;
import org.rekindle.workflows.model.Resolve;
import org.rekindle.workflows.model.SurveyResult;

/**
 * The runs of the fleet. A cluster has at most one run under way, a recovery or a rotation; where none is, the last one is
 * spoken of. Every method throws {@link RunFailure}.
 */
public interface Recoveries extends AutoCloseable {

    /** Starts a recovery, or says that a run is under way already. */
    Started recover(RecoverRequest request);

    /** Tells the cluster's run of an alert, and starts a recovery where none is under way. */
    Started alert(String cluster, Alert alert);

    /** All there is to know about the cluster's run. */
    RecoveryView view(String cluster);

    /** Whether a run of the cluster is under way. */
    boolean isUnderWay(String cluster);

    /** The calls that are under way or wait for their next try, with what they saw last; empty when there are none. */
    List<PendingCall> pending(String cluster);

    /** Waits until the cluster's run has ended. */
    RecoveryResult result(String cluster);

    /** Gives leave for a plan; answers with a sentence. */
    String approve(String cluster, Approve approve);

    /** Refuses a plan; answers with a sentence. */
    String reject(String cluster, Reject reject);

    /** Tells a stuck step what to do; answers with a sentence. */
    String resolve(String cluster, Resolve resolve);

    /** The last run of every cluster that ever had one, those under way first. */
    List<Run> list();

    /** Looks at every cluster of the fleet now, and waits for what was found. */
    SurveyResult survey();

    @Override
    void close();
}
