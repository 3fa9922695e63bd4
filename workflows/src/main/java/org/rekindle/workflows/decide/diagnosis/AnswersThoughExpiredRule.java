// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * The certificate on the wire has expired, and the API casts doubt on whether it is the cluster's: the API answered us, who check its
 * certificate, or it shows a certificate that the cluster's authority has not signed. The files on the machines would settle it.
 */
final class AnswersThoughExpiredRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        ApiSighting api = input.seen().api();
        boolean stranger = api.trouble() == ApiTrouble.OTHER_AUTHORITY;
        boolean settled = input.onDisk()
                .anyMatch(each -> each.name().equals(ExpiredFiles.API_SERVER) && input.isExpired(each.notAfter()));
        if (!input.isExpired(input.served().notAfter()) || settled || !(api.answers() || stranger)) {
            return Optional.empty();
        }
        return Optional.of(input.diagnosis(
                Condition.CANNOT_KNOW,
                null,
                input.servedUntil(code(stranger)),
                Cause.UNKNOWN,
                Certainty.UNKNOWN,
                List.of(Clue.FILES_OF_THE_MACHINES, other(stranger))));
    }

    private static ReasonCode code(boolean stranger) {
        if (stranger) {
            return ReasonCode.EXPIRED_OF_OTHER_AUTHORITY;
        }
        return ReasonCode.EXPIRED_BUT_API_ANSWERS;
    }

    private static Clue other(boolean stranger) {
        if (stranger) {
            return Clue.AUTHORITY_ROTATED_OR_MOVED;
        }
        return Clue.SEVERAL_SERVERS;
    }
}
