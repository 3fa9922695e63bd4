// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/**
 * Magnum's authority has not signed what the cluster serves. That is what a rotation of the authority leaves
 * ({@code openstack coe ca rotate}): Magnum writes new authorities into its books before the driver refuses.
 */
final class OtherAuthority implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        if (looked.seen().api().trouble() != ApiTrouble.OTHER_AUTHORITY) {
            return Optional.empty();
        }
        return Optional.of(
                looked.ofServed(
                        Condition.BROKEN_OTHERWISE,
                        "The certificate counts until " + looked.served().notAfter()
                                + " and the authority that Magnum names has not"
                                + " signed it, as after a rotation of the authority: Magnum's kubeconfigs are of no use any more.",
                        Culprit.WRONG_AUTHORITY,
                        Certainty.LIKELY,
                        List.of(
                                "Whether somebody ran `openstack coe ca rotate` (Magnum then says UPDATE_FAILED).",
                                "The authority in an older kubeconfig of the cluster, beside the one that Magnum hands out now.")));
    }
}
