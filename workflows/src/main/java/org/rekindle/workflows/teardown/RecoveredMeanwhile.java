// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.diagnosis.Diagnose;
import org.rekindle.workflows.decide.remedy.OneServerStillValid;
import org.rekindle.workflows.decide.remedy.StillWorks;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.observe.Observe;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.WorkflowClock;

/** Whether a cluster that a plan deletes works again, or was renewed, since the plan was made. */
final class RecoveredMeanwhile {

    private final RunContext run;
    private final Duration renewBefore;

    RecoveredMeanwhile(RunContext run) {
        this.run = run;
        this.renewBefore = run.profile().policy().renewBefore();
    }

    /** A look that broke off may have shown trouble that there was not, and hours have passed: what works is not torn down. */
    boolean onTheWire(TeardownCase teardown) {
        Observation seen = teardown.seen();
        CertificateSighting served = Observe.certificate(
                seen.certificate().address(), run.profile().policy().deadlines().request());
        if (isRenewed(seen, served)) {
            return true;
        }
        if (teardown.newUuid() != null || !isValid(served.certificate()) || !isExpired(seen)) {
            return false;
        }
        Optional<String> works = StillWorks.objection(
                        Observe.look(run.profile(), teardown.identity().uuid()))
                .map(Sentences::of);
        works.ifPresent(sentence -> run.state().note(sentence + " A new plan is needed."));
        return works.isPresent();
    }

    /**
     * The files of the machines showed the expiry, alone or with the wire: a renewal on the machines is seen there first. Where the
     * files alone showed it and cannot be read now, the operator is asked.
     */
    Attempt<Boolean> onDisk(TeardownCase teardown) {
        Observation seen = teardown.seen();
        if (seen.machines().isEmpty() || !isExpired(seen)) {
            return Attempt.succeeded(false);
        }
        Observation now = Observe.withMachines(run.profile(), seen);
        if (!isRenewedOnDisk(now)) {
            return Attempt.succeeded(false);
        }
        boolean shownByFilesAlone = !isExpired(Observe.fromOutside(seen));
        Optional<MachineSighting> unreadable = now.machines().stream()
                .filter(machine -> machine.certificates().isEmpty())
                .findFirst();
        if (shownByFilesAlone && unreadable.isPresent()) {
            MachineSighting machine = unreadable.get();
            return Attempt.failed(
                    FailureCode.UNAVAILABLE,
                    "Only the files of the machines showed the expiry, and " + machine.host() + " shows nothing now: "
                            + machine.detail());
        }
        run.state()
                .note(
                        "The files of the control plane's machines show certificates that are renewed, so nothing is torn down"
                                + " and a new plan is needed.");
        return Attempt.succeeded(true);
    }

    private boolean isRenewedOnDisk(Observation now) {
        Diagnosis diagnosis = Diagnose.from(now, renewBefore);
        if (diagnosis.condition() != Condition.EXPIRED || diagnosis.cause() == Cause.NOT_RESTARTED) {
            return true;
        }
        return diagnosis.cause() == Cause.API_SERVER
                && OneServerStillValid.in(now).isPresent();
    }

    private boolean isExpired(Observation seen) {
        return Diagnose.from(seen, renewBefore).condition() == Condition.EXPIRED;
    }

    private static boolean isValid(@Nullable ServedCertificate certificate) {
        return certificate != null && WorkflowClock.now().isBefore(certificate.notAfter());
    }

    /**
     * Renewed means: valid now, and valid for longer than the one that was seen. That one may be valid still, since it may be the
     * authority that has expired, or a certificate that is not seen from outside.
     */
    private boolean isRenewed(Observation seen, CertificateSighting served) {
        ServedCertificate now = lastToEnd(served);
        ServedCertificate before = lastToEnd(seen.certificate());
        boolean isLater = now != null && (before == null || now.notAfter().isAfter(before.notAfter()));
        if (now == null || !isLater || !isValid(now)) {
            return false;
        }
        run.state()
                .note("The certificate that is served now ends at " + now.notAfter()
                        + ": it was renewed meanwhile, so nothing is torn down and a new plan is needed.");
        return true;
    }

    /** Of several API servers one that was renewed is enough. */
    private static @Nullable ServedCertificate lastToEnd(CertificateSighting sighting) {
        return sighting.all()
                .max(Comparator.comparing(ServedCertificate::notAfter))
                .orElse(null);
    }
}
