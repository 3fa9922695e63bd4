// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.rebuild.QuotaSufficiency;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.PlannedStep;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.policy.RebuildPolicy;
import org.rekindle.workflows.model.run.Phase;

/**
 * Proves the new cluster before the old one goes: users have what is left of the old one meanwhile, and there is a way back. So it may
 * begin before the certificates expire, where the certificate on the wire expires soon and nothing else renews it.
 */
final class RebuildBesideRemedy extends RebuildingRemedy {

    @Override
    public Remedy id() {
        return Remedy.REBUILD_BESIDE;
    }

    @Override
    public Optional<Reason> objection(RemedyInput input) {
        if (input.profile().policy().rebuild() != RebuildPolicy.BESIDE) {
            return because(ReasonCode.BESIDE_NOT_ASKED_FOR);
        }
        return byCondition(input).or(() -> quota(input));
    }

    private Optional<Reason> byCondition(RemedyInput input) {
        if (input.condition() == Condition.EXPIRING) {
            return beforeExpiry(input);
        }
        return RebuildObjections.afterExpiry(input);
    }

    /**
     * Whether a cluster that still works is about to stop, by each certificate that it serves. A file that says so is not
     * enough, and neither is one certificate of several.
     */
    @Override
    public boolean replacesWhatWorks(RemedyInput input) {
        Instant soon = input.seen().at().plus(input.profile().policy().renewBefore());
        CertificateSighting sighting = input.seen().certificate();
        return input.condition() == Condition.EXPIRING
                && sighting.certificate() != null
                && sighting.all().noneMatch(served -> soon.isBefore(served.notAfter()));
    }

    private Optional<Reason> beforeExpiry(RemedyInput input) {
        if (!replacesWhatWorks(input)) {
            return because(ReasonCode.BESIDE_NOT_DUE);
        }
        if (input.profile().verification().asksForACell()) {
            return RebuildObjections.create(input);
        }
        return because(ReasonCode.BESIDE_WITHOUT_PROOF);
    }

    private Optional<Reason> quota(RemedyInput input) {
        QuotaSighting quota = input.quota();
        if (quota == null) {
            return because(ReasonCode.BESIDE_QUOTA_UNKNOWN);
        }
        if (quota.lines().isEmpty() || !quota.notLooked().isEmpty()) {
            return Optional.of(
                    Reason.of(ReasonCode.BESIDE_QUOTA_UNKNOWN, "detail", String.join(" ", quota.notLooked())));
        }
        return lackingQuota(quota.lines()).map(lacks -> Reason.of(ReasonCode.BESIDE_QUOTA_LACKS, "lacks", lacks));
    }

    private static Optional<Reason> because(ReasonCode code) {
        return Optional.of(Reason.of(code));
    }

    @Override
    public List<Reason> reasons(RemedyInput input) {
        return List.of(Reason.of(input.isExpired() ? ReasonCode.BESIDE_IS_LEFT : ReasonCode.BESIDE_BEFORE_EXPIRY));
    }

    @Override
    public List<PlannedStep> steps(StepsInput input) {
        return PlannedSteps.after(input)
                .approval()
                .rebuild(" beside the old one")
                .verify()
                .then("switch over", "Wait until a human says that names and users have moved.")
                .tearDown()
                .inOrder();
    }

    @Override
    public List<Phase> phases(boolean upgrades) {
        return Phases.of(
                upgrades,
                Phase.AWAITING_APPROVAL,
                Phase.REBUILDING,
                Phase.CONNECTING,
                Phase.REDEPLOYING,
                Phase.VERIFYING,
                Phase.SWITCHING_OVER,
                Phase.TEARING_DOWN);
    }

    @Override
    public Optional<String> lackingQuota(List<QuotaLine> lines) {
        return QuotaSufficiency.lackingBeside(lines);
    }
}
