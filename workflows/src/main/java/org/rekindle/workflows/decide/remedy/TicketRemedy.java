// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.Remedy;

/** Writes a ticket. Only the operators of the cloud can fix the management cluster and Magnum's books. */
final class TicketRemedy extends EndingRemedy {

    @Override
    public Remedy id() {
        return Remedy.TICKET;
    }

    @Override
    public Optional<Reason> objection(RemedyInput input) {
        CloudCluster cloud = input.cloud();
        if (cloud == null) {
            return Optional.of(Reason.of(ReasonCode.OPERATORS_KNOW_NO_CLUSTER));
        }
        if (input.cause() == Cause.WRONG_AUTHORITY || cloud.status().isFailed()) {
            return Optional.empty();
        }
        return Optional.of(Reason.of(ReasonCode.NOT_FOR_OPERATORS));
    }

    @Override
    public List<Reason> reasons(RemedyInput input) {
        if (input.cause() == Cause.WRONG_AUTHORITY) {
            return List.of(Reason.of(ReasonCode.OPERATORS_FIX_AUTHORITY));
        }
        return List.of(Reason.of(ReasonCode.OPERATORS_FIX_STATE));
    }

    @Override
    public List<String> humanToDos(ClusterProfile profile, CloudCluster cloud) {
        return List.of("Send the ticket to the operators of the cloud, and start again when they are done.");
    }

    @Override
    public Optional<String> ticket(CloudCluster cloud, Observation seen, Diagnosis diagnosis) {
        return Optional.of(TicketText.of(cloud, seen, diagnosis));
    }
}
