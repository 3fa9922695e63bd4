// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rekindle.workflows.decide.ControlPlaneSize;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.Remedy;

/**
 * kubeadm renews the certificates on the machines: minutes instead of hours, and nothing is destroyed. Seen on real controllers:
 * Cluster API reconnects by itself within 16 s, and rolls that had stalled then finish.
 */
final class RenewInPlace implements Option {

    private static final Set<Culprit> RENEWABLE = Set.of(
            Culprit.API_SERVER,
            Culprit.NOT_RESTARTED,
            Culprit.ETCD,
            Culprit.KUBELET,
            Culprit.FRONT_PROXY,
            Culprit.KUBECONFIG);

    @Override
    public Remedy remedy() {
        return Remedy.RENEW_IN_PLACE;
    }

    @Override
    public Optional<String> objection(Facts facts) {
        if (!facts.concernsCertificates() && !lacksCredential(facts)) {
            return Optional.of("No certificate has ended.");
        }
        if (facts.culprit() == Culprit.AUTHORITY) {
            return Optional.of("The authority itself has expired, and kubeadm renews none.");
        }
        if (!RENEWABLE.contains(facts.culprit())) {
            return Optional.of("It is not known to be a certificate that kubeadm renews.");
        }
        if (facts.tried().contains(remedy())) {
            return Optional.of("This run has tried it in vain.");
        }
        return wayIn(facts);
    }

    private static Optional<String> wayIn(Facts facts) {
        if (facts.profile().machines() == null) {
            return Optional.of(noWay(facts));
        }
        List<MachineSighting> machines = facts.seen().machines();
        if (machines.isEmpty()) {
            return Optional.of("The machines could not be looked into by SSH.");
        }
        long named = machines.stream().map(MachineSighting::host).distinct().count();
        int all = ControlPlaneSize.of(facts.seen());
        if (named < all) {
            return Optional.of("The control plane has " + all + " machines, and the fleet file names " + named
                    + ": those that are left out would keep their certificates. Write the other " + (all - named)
                    + " under ssh: controlPlanes: (`openstack server list` and `kubectl get nodes -o wide` tell their"
                    + " addresses).");
        }
        return machines.stream()
                .filter(machine -> !machine.renewable())
                .findFirst()
                .map(machine -> "On " + machine.host() + " it cannot be done: " + machine.detail());
    }

    /** Whether a kubelet's credential is missing, which is no expiry and is made anew all the same. */
    private static boolean lacksCredential(Facts facts) {
        return facts.culprit() == Culprit.KUBELET
                && facts.seen().machines().stream()
                        .anyMatch(machine -> !machine.gone().isEmpty());
    }

    /** Says what to set so that next time there is a way. */
    private static String noWay(Facts facts) {
        CloudCluster cloud = facts.cloud();
        String keypair = cloud == null ? null : cloud.shape().keypair();
        return "The fleet file names no way by SSH into the control plane's machines. "
                + (keypair == null
                        ? "The cluster was made without a keypair, so there is none; set keypair: in its shape, so that the"
                                + " next one has it, and write ssh: then."
                        : "The cluster has the keypair " + keypair
                                + ", so write ssh: with its private key, the machines' addresses and host keys.");
    }

    @Override
    public String because(Facts facts) {
        return facts.culprit() == Culprit.NOT_RESTARTED
                ? "New certificates lie on the machines already; a restart of the static pods is all that is missing."
                : "The machines can be reached and kubeadm can renew there: minutes instead of hours, and nothing is"
                        + " destroyed.";
    }
}
