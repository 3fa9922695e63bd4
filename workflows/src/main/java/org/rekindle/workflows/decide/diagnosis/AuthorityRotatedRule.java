// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.observation.OtherAuthority;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * Magnum's books hold another authority than the one that has signed the served certificate, and both have the same name, as
 * {@code openstack coe ca rotate} leaves them: only the keys differ. The cluster is its own all the same, and no upgrade renews what
 * has expired there, since the controllers use the authority of the books.
 */
final class AuthorityRotatedRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        OtherAuthority other = input.seen().api().otherAuthority();
        boolean settled = input.onDisk()
                .anyMatch(each -> each.name().equals(ExpiredFiles.API_SERVER) && input.isExpired(each.notAfter()));
        boolean expired = input.isExpired(input.served().notAfter());
        if (other == null || !other.sameName() || (expired && settled)) {
            return Optional.empty();
        }
        return Optional.of(input.ofServed(
                Condition.BROKEN_OTHERWISE,
                reason(input, other, expired),
                Cause.WRONG_AUTHORITY,
                Certainty.CERTAIN,
                List.of(Clue.WHO_ROTATED, Clue.OLDER_KUBECONFIG)));
    }

    private static Reason reason(DiagnosisInput input, OtherAuthority other, boolean expired) {
        Reason reason = input.servedUntil(ReasonCode.AUTHORITY_ROTATED)
                .with("named", String.join(", ", other.named()))
                .with("issuer", other.issuer());
        if (expired) {
            reason = reason.with("expired", "yes");
        }
        if (other.key() != null) {
            reason = reason.with("key", other.key());
        }
        return reason;
    }
}
