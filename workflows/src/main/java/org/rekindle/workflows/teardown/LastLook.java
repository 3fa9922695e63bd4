// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.time.Instant;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.observe.Observe;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.Operator;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.WorkflowClock;

/**
 * The last look before something is destroyed: hours may have passed since the plan was made. It finds whether the plan still
 * holds; what contradicts it is in the timeline then, and a new plan is needed.
 *
 * <ol>
 *   <li>Before a rebuild: whatever the plan rests on is as the plan says ({@link PlanContradictions}). Of a cluster that is gone
 *       nothing more is asked. After a switch-over: the new cluster stands and serves a valid certificate.
 *   <li>What the plan promises to put back is kept, and is copied once more, since users go on working ({@link RescueAgain}).
 *   <li>No more data is at risk than the plan says ({@link DataProtection}).
 *   <li>The cluster does not work again and was not renewed, by the certificate on the wire and by the files on its machines
 *       ({@link RecoveredMeanwhile}).
 * </ol>
 */
public final class LastLook {

    private final RunContext run;
    private final DataProtection data;
    private final PlanContradictions contradictions;
    private final RecoveredMeanwhile recovered;
    private final RescueAgain rescue;

    /** @param data what protects a volume that has come since the plan was made */
    public LastLook(RunContext run, DataProtection data) {
        this.run = run;
        this.data = data;
        this.contradictions = new PlanContradictions(run);
        this.recovered = new RecoveredMeanwhile(run);
        this.rescue = new RescueAgain(run);
    }

    /**
     * Whether the plan of a rebuild beside the old cluster still holds, before anything is built. Nothing is destroyed yet, so its
     * parts are steps of their own.
     */
    public boolean holdsBeforeBuildingBeside(TeardownCase teardown) {
        Operator operator = run.operator();
        return operator.step("last look").untilSucceeded(() -> contradictions.look(teardown))
                        != PlanContradictions.Found.SOME
                && !rescue.lacksWhatThePlanPromises(teardown)
                && !operator.required("look at the volumes again", () -> data.moreAtRisk(teardown))
                && !operator.required("look at the certificate again", () -> recovered.onTheWire(teardown));
    }

    /** Whether the plan still holds, right before the delete. All of it is read again when the operator was asked meanwhile. */
    Attempt<Boolean> holdsBeforeDelete(TeardownCase teardown) {
        while (true) {
            Instant began = WorkflowClock.now();
            Attempt<Boolean> holds = lookOnce(teardown);
            if (!run.operator().answeredSince(began)) {
                return holds;
            }
        }
    }

    private Attempt<Boolean> lookOnce(TeardownCase teardown) {
        ClusterUuid newUuid = teardown.newUuid();
        if (newUuid != null) {
            return holdsAfterSwitchOver(teardown, newUuid);
        }
        Attempt<PlanContradictions.Found> found = contradictions.look(teardown);
        if (found instanceof Attempt.Failed<PlanContradictions.Found> failed) {
            return Attempt.failed(failed.code(), failed.reason());
        }
        return switch (((Attempt.Succeeded<PlanContradictions.Found>) found).result()) {
            case CLUSTER_GONE -> Attempt.succeeded(true);
            case SOME -> Attempt.succeeded(false);
            case NONE -> holdsWithItsRescue(teardown);
        };
    }

    private Attempt<Boolean> holdsWithItsRescue(TeardownCase teardown) {
        if (rescue.lacksWhatThePlanPromises(teardown)) {
            return Attempt.succeeded(false);
        }
        return staysExpired(teardown);
    }

    private Attempt<Boolean> holdsAfterSwitchOver(TeardownCase teardown, ClusterUuid newUuid) {
        if (newStands(newUuid)) {
            return staysExpired(teardown);
        }
        return Attempt.succeeded(false);
    }

    /** Whether there is no more to lose than the plan says, and no less reason to lose it. */
    private Attempt<Boolean> staysExpired(TeardownCase teardown) {
        if (data.moreAtRisk(teardown) || recovered.onTheWire(teardown)) {
            return Attempt.succeeded(false);
        }
        Attempt<Boolean> onDisk = recovered.onDisk(teardown);
        if (onDisk instanceof Attempt.Succeeded<Boolean> succeeded) {
            return Attempt.succeeded(!succeeded.result());
        }
        return onDisk;
    }

    /**
     * Whether the new cluster still stands beside the old one that is to go: days may have passed before the operator confirmed that
     * users have moved.
     */
    private boolean newStands(ClusterUuid uuid) {
        CloudCluster built = Observe.cloud(
                        run.profile(), uuid, run.profile().policy().deadlines().request())
                .cluster();
        if (built == null) {
            return doesNotStand(uuid, "gone");
        }
        String address = built.apiAddress();
        if (address == null || built.status().isLeaving()) {
            return doesNotStand(uuid, built.status().toString());
        }
        CertificateSighting seen =
                Observe.certificate(address, run.profile().policy().deadlines().request());
        ServedCertificate served = seen.certificate();
        if (served == null || !WorkflowClock.now().isBefore(served.notAfter())) {
            run.state()
                    .note("The new cluster " + uuid + " serves no certificate that is valid (" + seen.detail()
                            + "), so the old one is not torn down.");
            return false;
        }
        return true;
    }

    private boolean doesNotStand(ClusterUuid uuid, String status) {
        run.state().note("The new cluster " + uuid + " is " + status + ", so the old one is not torn down.");
        return false;
    }
}
