// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.run.AlertLog;

/**
 * The alert that started a run is resolved: whoever is paged by it sees the same. Its sender looks at its own pace, so that the news
 * comes minutes after the last proof.
 */
final class AlertResolved implements VerificationCheck {

    @Override
    public String step() {
        return "alert resolved";
    }

    @Override
    public List<VerificationKey> keys() {
        return List.of(new VerificationKey(
                "alertResolved", "alert resolved within", VerificationKey.Kind.TIME, Verification::alertResolved));
    }

    @Override
    public boolean isConfigured(Verification verification) {
        return verification.alertResolved() != null;
    }

    @Override
    public String configuredBy() {
        return "verify.alertResolved";
    }

    @Override
    public boolean isMadeLast() {
        return true;
    }

    /** Only where an alert came. */
    @Override
    public boolean applies(CheckedCluster cluster) {
        AlertLog alerts = cluster.alerts();
        return alerts != null && alerts.first() != null;
    }

    @Override
    public boolean needsConnection(Verification verification) {
        return false;
    }

    @Override
    public String awaited(ClusterProfile profile) {
        return "the alert to be resolved";
    }

    @Override
    public Duration longest(ClusterProfile profile) {
        return profile.verification().alertResolvedWithin();
    }

    @Override
    public CheckResult prove(CheckedCluster cluster) {
        AlertLog alerts = Objects.requireNonNull(cluster.alerts());
        Alert alert = Objects.requireNonNull(alerts.first());
        Duration within = longest(cluster.profile());
        Workflow.await(within, () -> alerts.resolvedAt(alert) != null);
        Instant resolved = alerts.resolvedAt(alert);
        String named = "The first alert of this run (" + alert.source() + ": " + alert.summary() + ")";
        if (resolved != null) {
            return CheckResult.proven(named + " is resolved, as its sender said at " + time(resolved) + ".");
        }
        return CheckResult.notProven(named + " still fires: it came last at " + time(alerts.lastSeen(alert))
                + ", and within " + Text.of(within) + " its sender did not say that it is resolved."
                + " Look at the alert, and whether its receiver sends resolved ones (send_resolved).");
    }

    private static Instant time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
