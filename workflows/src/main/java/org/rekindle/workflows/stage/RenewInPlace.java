// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.MachineActivities;
import org.rekindle.workflows.api.MachineActivities.MachineRenewal;
import org.rekindle.workflows.api.MachineActivities.MachineTarget;
import org.rekindle.workflows.decide.diagnosis.ExpiredFiles;
import org.rekindle.workflows.decide.remedy.RenewedInPlace;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.MachineAccess;
import org.rekindle.workflows.model.fleet.SshMachine;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.Work;
import org.rekindle.workflows.observe.ControlPlaneMachines;
import org.rekindle.workflows.observe.Observe;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.Pause;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.StepOutcome;
import org.rekindle.workflows.run.WorkflowClock;

/**
 * Renews the certificates of a cluster on its machines, one machine after the other, so that the others keep etcd's quorum. Whether
 * it worked is told by the files afterwards and by the certificate on the wire, not by what kubeadm says. The cloud is not touched,
 * and nothing is destroyed.
 *
 * <p>A machine that fails waits for the operator, and RETRY goes on with that machine. Where the certificate on the wire is still
 * the old one after all were renewed, RETRY begins again with the first. SKIP passes the renewal over.
 */
final class RenewInPlace {

    private static final String STEP = "renew in place";

    /** A static pod is back within a minute; the kubelet looks at its manifests every 20 s. */
    private static final int LOOKS = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private final RunContext run;
    private final ClusterProfile profile;

    RenewInPlace(RunContext run) {
        this.run = run;
        this.profile = run.profile();
    }

    /**
     * Renews.
     *
     * @param before the certificate that was served before
     * @return when the certificate expires that is served now
     */
    StepOutcome<Instant> renew(CertificateSighting before) {
        MachineAccess access = profile.machines();
        if (access == null) {
            throw new IllegalStateException("A plan renews in place where the fleet file names no machines");
        }
        run.state()
                .enter(
                        Phase.RENEWING,
                        "Renewing in place on "
                                + Text.count(access.controlPlanes().size(), "machine") + " of the control plane.");
        while (true) {
            StepOutcome<Wire> round = renewAll(access, before);
            if (round instanceof StepOutcome.Skipped<Wire> skipped) {
                return new StepOutcome.Skipped<>(skipped.why());
            }
            Wire wire = ((StepOutcome.Done<Wire>) round).result();
            if (wire instanceof Wire.Renewed renewed) {
                run.waits().done(Work.RENEW_IN_PLACE);
                return new StepOutcome.Done<>(renewed.notAfter());
            }
            Optional<String> skipped =
                    run.operator().awaitOrSkip(STEP, FailureCode.REFUSED, ((Wire.Old) wire).sentence());
            if (skipped.isPresent()) {
                return new StepOutcome.Skipped<>(skipped.get());
            }
        }
    }

    /** What the API server serves after all machines were renewed. */
    private sealed interface Wire {

        record Renewed(Instant notAfter) implements Wire {}

        record Old(String sentence) implements Wire {}
    }

    private StepOutcome<Wire> renewAll(MachineAccess access, CertificateSighting before) {
        run.waits()
                .begin(
                        Work.RENEW_IN_PLACE,
                        "kubeadm to renew the certificates",
                        profile.policy().deadlines().upgrade());
        List<SshMachine> unseen = new ArrayList<>();
        for (SshMachine machine : access.controlPlanes()) {
            StepOutcome<Boolean> seen = run.operator().skippable(STEP, () -> renew(access, machine));
            if (seen instanceof StepOutcome.Skipped<Boolean> skipped) {
                return new StepOutcome.Skipped<>(skipped.why());
            }
            if (!((StepOutcome.Done<Boolean>) seen).result()) {
                unseen.add(machine);
            }
        }
        // Behind one address there may be several API servers, so what is seen there is no proof of each. Of one
        // machine it is.
        for (SshMachine machine : access.controlPlanes().size() == 1 ? List.<SshMachine>of() : unseen) {
            StepOutcome<Boolean> seen = run.operator().skippable(STEP, () -> look(access, machine));
            if (seen instanceof StepOutcome.Skipped<Boolean> skipped) {
                return new StepOutcome.Skipped<>(skipped.why());
            }
        }
        return run.operator()
                .skippable(STEP, () -> Attempt.succeeded(onTheWire(before.address(), before.certificate())));
    }

    /** Renews one machine; whether the certificate that its API server serves was seen. */
    private Attempt<Boolean> renew(MachineAccess access, SshMachine machine) {
        MachineRenewal renewal = ActivityStubs.longRunning(
                        MachineActivities.class,
                        "Renew the certificates on " + machine.host(),
                        profile.policy().deadlines().upgrade())
                .renew(new MachineTarget(
                        profile.cluster(), access, machine, profile.policy().renewBefore()));
        renewal.sentences().forEach(sentence -> run.state().note(machine.host() + ": " + sentence));
        if (!renewal.open().isEmpty()) {
            return Attempt.failed(
                    FailureCode.REFUSED, "On " + machine.host() + ": " + String.join(" ", renewal.open()));
        }
        Optional<CertificateOnDisk> expired =
                ExpiredFiles.among(renewal.certificates().stream(), WorkflowClock.now()).stream()
                        .findFirst();
        if (expired.isPresent()) {
            return Attempt.failed(
                    FailureCode.REFUSED,
                    "On " + machine.host() + " the certificate " + expired.get().name() + ", which ended at "
                            + expired.get().notAfter() + ", is still there after the renewal.");
        }
        Instant served = renewal.servedNotAfter();
        if (served == null) {
            return Attempt.succeeded(false);
        }
        run.state().note(machine.host() + ": Its API server serves a certificate until " + served + ".");
        return Attempt.succeeded(true);
    }

    /** Looks at what the API server of one machine serves. */
    private Attempt<Boolean> look(MachineAccess access, SshMachine machine) {
        Instant served = ControlPlaneMachines.look(profile, access, machine).servedNotAfter();
        if (served != null && WorkflowClock.now().isBefore(served)) {
            return Attempt.succeeded(true);
        }
        return Attempt.failed(
                FailureCode.REFUSED, "The files on " + machine.host() + " were renewed, and " + whatItServes(served));
    }

    private static String whatItServes(@Nullable Instant served) {
        if (served != null) {
            return "its API server serves a certificate that expired at " + served + ".";
        }
        return "what its API server serves could not be seen, neither through the SSH connection"
                + " (AllowTcpForwarding in sshd_config) nor at its own address. On the machine, `openssl"
                + " s_client -connect localhost:6443 </dev/null | openssl x509 -noout -enddate` tells it.";
    }

    private Wire onTheWire(String address, @Nullable ServedCertificate before) {
        for (int look = 1; ; look++) {
            ServedCertificate served = Observe.certificate(
                            address, profile.policy().deadlines().request())
                    .certificate();
            if (served != null
                    && RenewedInPlace.shows(before, served, profile.policy().renewBefore(), WorkflowClock.now())) {
                return new Wire.Renewed(served.notAfter());
            }
            if (look == LOOKS) {
                return new Wire.Old(still(address, served));
            }
            Pause.of(BETWEEN_LOOKS, "Until the API server is back");
        }
    }

    private static String still(String address, @Nullable ServedCertificate served) {
        if (served == null) {
            return "The certificates were renewed on the machines, and nothing is served at " + address + ".";
        }
        return "The certificates were renewed on the machines, and the one that is served at " + address
                + " still ends at " + served.notAfter() + ".";
    }
}
