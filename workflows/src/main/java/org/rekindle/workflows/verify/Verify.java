// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.RunContext;

/**
 * Proves that users can work. It walks the list of {@link VerificationChecks}: nodes, hub, a user's cell, a build and a
 * launch, and a node more for a pod that does not fit. A cluster that Magnum calls COMPLETE has proven none of these.
 */
public final class Verify {

    private final RunContext run;
    private final ClusterProfile profile;
    private @Nullable CheckedCluster checked;

    /** Proofs for one cluster. */
    public Verify(RunContext run) {
        this.run = run;
        this.profile = run.profile();
    }

    /** Makes every proof for which users wait: that the nodes are ready, and what the fleet file asks for. A cell must run. */
    public Proofs all(Connection connection, Shape shape) {
        return walk(Proofs.ofACell(profile.verification()), VerificationChecks.all(), connection, shape);
    }

    /** Makes the same proofs after a renewal that left machines and programs as they were: that the hub is well suffices. */
    public Proofs renewed(Connection connection, Shape shape) {
        return walk(Proofs.ofTheHub(profile.verification()), VerificationChecks.all(), connection, shape);
    }

    /** Proves that the hub is well, and nothing else: after a renewal the machines and what runs on them are as they were. */
    public Proofs hub() {
        return walk(Proofs.ofTheHub(profile.verification()), List.of(new HubWell()), null, null);
    }

    private Proofs walk(
            Proofs proofs,
            List<? extends VerificationCheck> checks,
            @Nullable Connection connection,
            @Nullable Shape shape) {
        RecoveryView view = run.state().view();
        CheckedCluster cluster = new CheckedCluster(
                profile,
                view.runId(),
                view.startedAt(),
                connection,
                shape,
                run.state().alertLog());
        checked = cluster;
        for (HubCheck each : HubCheck.of(checks, profile.verification())) {
            VerificationCheck check = each.check();
            if (!check.applies(cluster) || (check.isMadeLast() && each.isConfigured())) {
                continue;
            }
            if (each.isConfigured()) {
                keep(proofs, each, run.operator().optionalAttempt(each.step(), () -> prove(each, cluster)));
            } else {
                proofs.notConfigured(each.step(), check.configuredBy());
            }
        }
        return proofs;
    }

    private static void keep(Proofs proofs, HubCheck each, @Nullable String passedOver) {
        if (passedOver != null) {
            proofs.passedOver(each.step(), passedOver);
        } else {
            proofs.proven(each);
        }
    }

    /** Whether there is anything for {@link #last} to look at. */
    public boolean hasLast() {
        return !last().isEmpty();
    }

    private List<HubCheck> last() {
        CheckedCluster cluster = checked;
        if (cluster == null) {
            return List.of();
        }
        return HubCheck.of(VerificationChecks.all(), profile.verification()).stream()
                .filter(each -> each.check().isMadeLast())
                .filter(each -> each.isConfigured() && each.check().applies(cluster))
                .toList();
    }

    /** Looks at what no user waits for, of the cluster that was proven last. It asks nobody. */
    public void last(Proofs proofs) {
        for (HubCheck each : last()) {
            String why = lacking(each, Objects.requireNonNull(checked));
            run.waits().stopWaiting();
            if (why != null) {
                proofs.lacksLast(each.step(), why);
                run.state().note(each.step() + ": " + why);
            }
        }
    }

    /** Why a proof was not made; null when it was. */
    private @Nullable String lacking(HubCheck each, CheckedCluster cluster) {
        try {
            Attempt<Boolean> attempt = prove(each, cluster);
            if (attempt instanceof Attempt.Failed<Boolean> failed) {
                return failed.reason();
            }
            return null;
        } catch (ActivityFailure failure) {
            // A proof that fails because the run is cancelled says nothing of the cluster.
            CancellationScope.throwCanceled();
            return ActivityFailures.lastSeen(failure);
        }
    }

    private Attempt<Boolean> prove(HubCheck each, CheckedCluster cluster) {
        run.waits().waitFor(each.awaited(cluster), each.check().longest(profile));
        CheckResult result = each.prove(cluster);
        run.waits().stopWaiting();
        if (!result.proven()) {
            return Attempt.failed(FailureCode.REFUSED, result.sentence());
        }
        run.state().note(result.sentence());
        return Attempt.succeeded(true);
    }
}
