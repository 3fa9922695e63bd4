// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/** The API server answers that something behind it does not: etcd, whose certificates may have ended earlier than the rest. */
final class EtcdSilent implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        String said = looked.seen().api().detail();
        if (looked.seen().api().trouble() != ApiTrouble.SERVER_ERROR
                || !said.toLowerCase(Locale.ROOT).contains("etcd")) {
            return Optional.empty();
        }
        return Optional.of(looked.ofServed(
                Condition.BROKEN_OTHERWISE,
                "The certificate is good until " + looked.served().notAfter()
                        + "; the API server cannot use etcd, whose certificates may have ended: " + said,
                Culprit.ETCD,
                Certainty.UNKNOWN,
                List.of(
                        "The end of etcd's certificates on the control plane's machine: `kubeadm certs check-expiration`, or"
                                + " ssh: in the fleet file, by which Rekindle looks itself.")));
    }
}
