// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rekindle.workflows.decide.rebuild.ControlPlaneSize;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.PlannedStep;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.run.Phase;

/**
 * Has kubeadm renew the certificates on the machines. It takes minutes instead of hours and destroys nothing. Seen on real
 * controllers: Cluster API reconnects by itself within 16 s, and rolls that had stalled then finish.
 */
final class RenewInPlaceRemedy extends NonDestructiveRemedy {

    private static final Set<Cause> RENEWABLE = Set.of(
            Cause.API_SERVER, Cause.NOT_RESTARTED, Cause.ETCD, Cause.KUBELET, Cause.FRONT_PROXY, Cause.KUBECONFIG);

    @Override
    public Remedy id() {
        return Remedy.RENEW_IN_PLACE;
    }

    @Override
    public Optional<Reason> objection(RemedyInput input) {
        if (!input.concernsCertificates() && !lacksCredential(input)) {
            return because(ReasonCode.NO_CERTIFICATE_EXPIRED);
        }
        if (input.cause() == Cause.AUTHORITY) {
            return because(ReasonCode.KUBEADM_RENEWS_NO_AUTHORITY);
        }
        if (!RENEWABLE.contains(input.cause())) {
            return because(ReasonCode.KUBEADM_DOES_NOT_RENEW);
        }
        if (input.hasTried(id())) {
            return because(ReasonCode.RENEWAL_TRIED);
        }
        return noWayIn(input);
    }

    private static Optional<Reason> noWayIn(RemedyInput input) {
        if (input.profile().machines() == null) {
            return Optional.of(noSsh(input));
        }
        List<MachineSighting> machines = input.seen().machines();
        if (machines.isEmpty()) {
            return because(ReasonCode.MACHINES_NOT_SEEN);
        }
        long named = machines.stream().map(MachineSighting::host).distinct().count();
        int all = ControlPlaneSize.of(input.seen());
        if (named < all) {
            return Optional.of(Reason.of(ReasonCode.MACHINES_NOT_NAMED, "all", all)
                    .with("named", named)
                    .with("missing", all - named));
        }
        return machines.stream()
                .filter(machine -> !machine.renewable())
                .findFirst()
                .map(machine -> Reason.of(ReasonCode.MACHINE_CANNOT, "host", machine.host())
                        .with("detail", machine.detail()));
    }

    /** Whether a kubelet's credential is missing. It has not expired, and the renewal makes it again all the same. */
    private static boolean lacksCredential(RemedyInput input) {
        return input.cause() == Cause.KUBELET
                && input.seen().machines().stream()
                        .anyMatch(machine -> !machine.gone().isEmpty());
    }

    /** Says what to set so that next time there is a way. */
    private static Reason noSsh(RemedyInput input) {
        return Optional.ofNullable(input.cloud())
                .map(cloud -> cloud.shape().keypair())
                .map(keypair -> Reason.of(ReasonCode.NO_SSH, "keypair", keypair))
                .orElseGet(() -> Reason.of(ReasonCode.NO_SSH_AND_NO_KEYPAIR));
    }

    private static Optional<Reason> because(ReasonCode code) {
        return Optional.of(Reason.of(code));
    }

    @Override
    public List<Reason> reasons(RemedyInput input) {
        if (input.cause() == Cause.NOT_RESTARTED) {
            return List.of(Reason.of(ReasonCode.RESTART_IS_MISSING));
        }
        return List.of(Reason.of(ReasonCode.KUBEADM_CAN_RENEW));
    }

    @Override
    public List<PlannedStep> steps(StepsInput input) {
        return PlannedSteps.after(input).renewInPlace().verify().inOrder();
    }

    @Override
    public List<Phase> phases(boolean upgrades) {
        return Phases.of(upgrades, Phase.RENEWING, Phase.VERIFYING);
    }

    @Override
    public List<String> humanToDos(ClusterProfile profile, CloudCluster cloud) {
        return List.of("The owner of a copy of admin.conf from one of the machines needs the new one.");
    }
}
