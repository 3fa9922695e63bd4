// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome;
import org.rekindle.workflows.api.MagnumActivities.AwaitRequest;
import org.rekindle.workflows.api.MagnumActivities.Goal;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome;
import org.rekindle.workflows.api.MagnumActivities.UpgradeRequest;
import org.rekindle.workflows.decide.diagnosis.Diagnose;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.decide.upgrade.StillViable;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.Work;
import org.rekindle.workflows.observe.Observe;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.MagnumWait;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.Step;
import org.rekindle.workflows.run.WorkflowClock;

/**
 * Upgrades a cluster, one template after the other, under a deadline of our own. Whether it worked is told by the certificate on
 * the wire and by nothing else: Magnum's COMPLETE says nothing about certificates.
 *
 * <p>For each template: look whether the upgrade is still viable, unless the plan was made a moment ago; ask for it; wait for it;
 * look at the certificate. Where the operator was asked before Magnum has accepted the upgrade, the cluster is looked at again.
 * The first upgrade has renewed the certificates already, so what stops a later one is reported and harms nothing.
 */
final class UpgradeCluster {

    /** A plan takes seconds to make, and hours where the operator was asked meanwhile. */
    private static final Duration STILL_FRESH = Duration.ofMinutes(10);

    private final RunContext run;
    private final ClusterProfile profile;
    private final Observation before;

    /** @param before what the plan was made from */
    UpgradeCluster(RunContext run, Observation before) {
        this.run = run;
        this.profile = run.profile();
        this.before = before;
    }

    /** Whether Magnum has accepted an upgrade. */
    private sealed interface Request {

        record Accepted(RequestOutcome.Accepted by) implements Request {}

        record NotMade(Reason why) implements Request {}
    }

    /** Upgrades to the templates of a plan. */
    UpgradeOutcome to(List<CandidateTemplate> templates) {
        CloudCluster cluster = before.cloud();
        if (cluster == null) {
            return new UpgradeOutcome.NotRenewed(Reason.of(ReasonCode.CLUSTER_UNKNOWN));
        }
        UpgradeOutcome.Renewed renewed = null;
        Instant servedUntil = notAfter(before.certificate());
        CandidateTemplate last = null;
        for (CandidateTemplate target : templates) {
            if (renewed != null) {
                run.state()
                        .decided(Decision.of(
                                StepId.UPGRADE,
                                renewed.reached(),
                                ChoiceCode.TAKEN,
                                Reason.of(ReasonCode.CERTIFICATE_RENEWED, "end", renewed.notAfter())));
            }
            UpgradeOutcome outcome = upgrade(cluster, last, target, servedUntil);
            if (outcome instanceof UpgradeOutcome.NotRenewed not) {
                return renewed == null ? not : stopped(renewed, target, not.why());
            }
            renewed = (UpgradeOutcome.Renewed) outcome;
            servedUntil = renewed.notAfter();
            last = target;
        }
        return Objects.requireNonNull(renewed, "A plan that upgrades names no upgrade");
    }

    private UpgradeOutcome stopped(UpgradeOutcome.Renewed renewed, CandidateTemplate target, Reason why) {
        String to = target.template().name();
        run.state().decided(Decision.of(StepId.UPGRADE, to, ChoiceCode.GIVEN_UP, why));
        return new UpgradeOutcome.Renewed(
                renewed.notAfter(),
                renewed.reached(),
                "The upgrade after it, to " + to + ", was given up: " + Sentences.of(why));
    }

    /**
     * Upgrades to one template.
     *
     * @param last the upgrade that this run made before, null when this is the first
     * @param servedUntil when the certificate expires that is served until now, null when none is
     */
    private UpgradeOutcome upgrade(
            CloudCluster cluster,
            @Nullable CandidateTemplate last,
            CandidateTemplate target,
            @Nullable Instant servedUntil) {
        run.state().enter(Phase.UPGRADING, "Upgrading to " + target.template().name() + ".");
        Step step = run.operator().step("upgrade");
        Request request = step.whole(() -> lookAndRequest(cluster, last, target));
        if (request instanceof Request.NotMade notMade) {
            return new UpgradeOutcome.NotRenewed(notMade.why());
        }
        RequestOutcome.Accepted accepted = ((Request.Accepted) request).by();
        return step.whole(
                () -> awaitAndLook(cluster, accepted, target.template().name(), servedUntil));
    }

    private Request lookAndRequest(CloudCluster cluster, @Nullable CandidateTemplate last, CandidateTemplate target) {
        List<Reason> objections = last == null && isFresh() ? List.of() : look(cluster, last, target);
        if (!objections.isEmpty()) {
            return new Request.NotMade(
                    Reason.of(ReasonCode.UPGRADE_NOT_ASKED_FOR).because(objections));
        }
        RequestOutcome requested = ActivityStubs.remote(
                        MagnumActivities.class,
                        "Ask Magnum to upgrade to " + target.template().name(),
                        profile.policy().deadlines().request())
                .requestUpgrade(new UpgradeRequest(
                        profile.inCloud(), cluster.identity(), target.template().uuid()));
        if (requested instanceof RequestOutcome.Refused refused) {
            return new Request.NotMade(Reason.of(ReasonCode.UPGRADE_REFUSED, "said", refused.reason()));
        }
        return new Request.Accepted((RequestOutcome.Accepted) requested);
    }

    /** Whether the plan was made from a look some minutes ago, and the operator was not asked since. */
    private boolean isFresh() {
        return WorkflowClock.now().isBefore(before.at().plus(STILL_FRESH))
                && !run.operator().answeredSince(before.at());
    }

    /**
     * Looks at the cluster again and says what speaks against the upgrade now. Where the policy says always, nothing does: the plan
     * itself stands against such facts.
     */
    private List<Reason> look(CloudCluster cluster, @Nullable CandidateTemplate last, CandidateTemplate target) {
        Observation seen = Observe.look(profile, cluster.identity().uuid());
        CloudCluster now = seen.cloud();
        if (now == null) {
            return List.of(Reason.of(ReasonCode.CLUSTER_GONE));
        }
        if (profile.policy().upgrade() == UpgradePolicy.ALWAYS) {
            return List.of();
        }
        return StillViable.objections(now, Diagnose.from(seen, profile.policy().renewBefore()), last, target);
    }

    private UpgradeOutcome awaitAndLook(
            CloudCluster cluster, RequestOutcome.Accepted accepted, String template, @Nullable Instant servedUntil) {
        Duration longest = profile.policy().deadlines().upgrade();
        run.waits().begin(Work.UPGRADE, "the upgrade to " + template, longest);
        AwaitOutcome awaited = MagnumWait.until(
                new AwaitRequest(
                        profile.inCloud(),
                        cluster.identity().uuid(),
                        Goal.UPDATED,
                        null,
                        accepted.updatedAt(),
                        profile.policy().pollEvery()),
                "Wait for the upgrade",
                longest,
                profile.policy().deadlines().request());
        if (awaited instanceof AwaitOutcome.Reached) {
            run.waits().done(Work.UPGRADE);
            return onTheWire(template, servedUntil);
        }
        run.waits().stopWaiting();
        return new UpgradeOutcome.NotRenewed(notUpgraded(awaited, longest));
    }

    private static Reason notUpgraded(AwaitOutcome awaited, Duration longest) {
        if (awaited instanceof AwaitOutcome.Failed failed) {
            return Reason.of(ReasonCode.UPGRADE_FAILED, "status", failed.status())
                    .with("said", failed.reason());
        }
        AwaitOutcome.TimedOut timedOut = (AwaitOutcome.TimedOut) awaited;
        return Reason.of(ReasonCode.UPGRADE_TIMED_OUT, "longest", Text.of(longest))
                .with("seen", timedOut.lastSeen());
    }

    private UpgradeOutcome onTheWire(String template, @Nullable Instant servedUntil) {
        CertificateSighting now = Observe.certificate(
                before.certificate().address(), profile.policy().deadlines().request());
        Instant until = notAfter(now);
        if (until == null) {
            return new UpgradeOutcome.NotRenewed(Reason.of(ReasonCode.UPGRADE_SERVES_NOTHING, "detail", now.detail()));
        }
        if (servedUntil != null && !until.isAfter(servedUntil)) {
            return new UpgradeOutcome.NotRenewed(Reason.of(ReasonCode.UPGRADE_RENEWED_NOTHING, "end", until));
        }
        return new UpgradeOutcome.Renewed(until, template, null);
    }

    private static @Nullable Instant notAfter(CertificateSighting sighting) {
        ServedCertificate served = sighting.certificate();
        if (served == null) {
            return null;
        }
        return served.notAfter();
    }
}
