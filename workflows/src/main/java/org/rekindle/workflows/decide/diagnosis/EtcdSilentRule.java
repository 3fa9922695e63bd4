// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.ReasonCode;

/** The API server answers that something behind it does not: etcd, whose certificates may have expired earlier than the rest. */
final class EtcdSilentRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        String said = input.seen().api().detail();
        if (input.seen().api().trouble() != ApiTrouble.SERVER_ERROR
                || !said.toLowerCase(Locale.ROOT).contains("etcd")) {
            return Optional.empty();
        }
        return Optional.of(input.ofServed(
                Condition.BROKEN_OTHERWISE,
                input.servedUntil(ReasonCode.ETCD_SILENT).with("detail", said),
                Cause.ETCD,
                Certainty.UNKNOWN,
                List.of(Clue.FILES_OF_ETCD)));
    }
}
