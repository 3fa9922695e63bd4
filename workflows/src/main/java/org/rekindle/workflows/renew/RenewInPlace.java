// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.renew;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.MachineActivities;
import org.rekindle.workflows.decide.diagnosis.OutOfDate;
import org.rekindle.workflows.decide.remedy.RenewedInPlace;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.MachineAccess;
import org.rekindle.workflows.model.MachineRenewal;
import org.rekindle.workflows.model.MachineTarget;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.ServedCertificate;
import org.rekindle.workflows.model.SshMachine;
import org.rekindle.workflows.model.Work;
import org.rekindle.workflows.recover.Observe;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.Pause;
import org.rekindle.workflows.run.StepFailed;
import org.rekindle.workflows.run.World;

/**
 * Renews the certificates of a cluster on its machines, one machine after the other, so that the others keep etcd's quorum. Whether
 * it worked is told by the files afterwards and by the certificate on the wire, not by what kubeadm says. The cloud is not touched, and nothing is destroyed.
 */
public final class RenewInPlace {

    /** A static pod is back within a minute; the kubelet looks at its manifests every 20 s. */
    private static final int LOOKS = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private final ClusterProfile profile;
    private final Journal journal;
    private final Set<String> renewed = new HashSet<>();
    private final Set<String> unseen = new LinkedHashSet<>();

    /** Renewals of one cluster. */
    public RenewInPlace(ClusterProfile profile, Journal journal) {
        this.profile = profile;
        this.journal = journal;
    }

    /**
     * Renews. Asked again after a failure, it goes on with the machine that failed.
     *
     * @param before the certificate that was served before
     * @return when the certificate ends that is served now
     */
    public Instant ensureRenewed(CertificateSighting before) {
        MachineAccess access = profile.machines();
        if (access == null) {
            throw new IllegalStateException("A plan renews in place where the fleet file names no machines");
        }
        journal.enter(
                Phase.RENEWING,
                "Renew in place on " + access.controlPlanes().size() + " of the control plane's machines.");
        Duration longest = profile.policy().deadlines().upgrade();
        journal.begin(Work.RENEW_IN_PLACE, "kubeadm to renew the certificates", longest);
        access.controlPlanes().stream()
                .filter(machine -> !renewed.contains(machine.host()))
                .forEach(machine -> renew(access, machine, longest));
        seeEach(access);
        Instant end = onTheWire(before.address(), before.certificate());
        journal.done(Work.RENEW_IN_PLACE);
        return end;
    }

    private void renew(MachineAccess access, SshMachine machine, Duration longest) {
        MachineRenewal renewal = World.work(
                        MachineActivities.class, "Renew the certificates on " + machine.host(), longest)
                .renew(new MachineTarget(
                        profile.cluster(), access, machine, profile.policy().renewBefore()));
        renewal.sentences().forEach(sentence -> journal.note(machine.host() + ": " + sentence));
        if (!renewal.open().isEmpty()) {
            throw new StepFailed(FailureCode.REFUSED, "On " + machine.host() + ": " + String.join(" ", renewal.open()));
        }
        OutOfDate.among(renewal.certificates().stream(), Journal.now()).stream()
                .findFirst()
                .ifPresent(ended -> {
                    throw new StepFailed(
                            FailureCode.REFUSED,
                            "On " + machine.host() + " the certificate " + ended.name() + ", which ended at "
                                    + ended.notAfter() + ", is still there after the renewal.");
                });
        if (renewal.servedNotAfter() == null) {
            unseen.add(machine.host());
        } else {
            journal.note(
                    machine.host() + ": Its API server serves a certificate until " + renewal.servedNotAfter() + ".");
        }
        renewed.add(machine.host());
    }

    /**
     * Behind one address there may be several API servers, so that what is seen there is no proof of each. Of one machine alone it
     * is.
     */
    private void seeEach(MachineAccess access) {
        if (access.controlPlanes().size() == 1) {
            return;
        }
        access.controlPlanes().stream()
                .filter(machine -> unseen.contains(machine.host()))
                .forEach(machine -> see(access, machine));
    }

    private void see(MachineAccess access, SshMachine machine) {
        Instant served = Machines.look(profile, access, machine).servedNotAfter();
        if (served == null || !Journal.now().isBefore(served)) {
            throw new StepFailed(
                    FailureCode.REFUSED,
                    "The files on " + machine.host() + " were renewed, and "
                            + (served == null
                                    ? "what its API server serves could not be seen, neither through the SSH connection"
                                            + " (AllowTcpForwarding in sshd_config) nor at its own address. On the machine, `openssl"
                                            + " s_client -connect localhost:6443 </dev/null | openssl x509 -noout -enddate` tells"
                                            + " it."
                                    : "its API server serves a certificate that expired at " + served + "."));
        }
        unseen.remove(machine.host());
    }

    private Instant onTheWire(String address, @Nullable ServedCertificate before) {
        for (int look = 1; ; look++) {
            ServedCertificate served = Observe.certificate(
                            address, profile.policy().deadlines().answer())
                    .certificate();
            if (served != null
                    && RenewedInPlace.shows(before, served, profile.policy().renewBefore(), Journal.now())) {
                return served.notAfter();
            }
            if (look == LOOKS) {
                renewed.clear();
                throw new StepFailed(
                        FailureCode.REFUSED,
                        served == null
                                ? "The certificates were renewed on the machines, and nothing is served at " + address
                                        + "."
                                : "The certificates were renewed on the machines, and the one that is served at "
                                        + address + " still ends at " + served.notAfter()
                                        + ".");
            }
            Pause.of(BETWEEN_LOOKS, "Until the API server is back");
        }
    }
}
