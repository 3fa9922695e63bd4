// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.Optional;
import java.util.Set;
import org.rekindle.workflows.decide.rebuild.ReleasesChecked;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** What speaks against a rebuild of any kind. */
final class RebuildObjections {

    private static final Set<Cause> BY_THE_WIRE = Set.of(Cause.API_SERVER, Cause.NOT_RESTARTED);

    /** Certificates that are renewed on the machines and that the rest of the cluster does not need. */
    private static final Set<Cause> MINOR = Set.of(Cause.FRONT_PROXY, Cause.KUBECONFIG);

    private static final Set<ApiTrouble> OURS =
            Set.of(ApiTrouble.CLIENT_REFUSED, ApiTrouble.FORBIDDEN, ApiTrouble.OTHER_AUTHORITY);

    private RebuildObjections() {}

    /** What speaks against a rebuild of a cluster whose certificates have expired. */
    static Optional<Reason> afterExpiry(RemedyInput input) {
        if (!input.isExpired()) {
            return because(ReasonCode.NOTHING_EXPIRED);
        }
        if (input.cause() == Cause.NOT_RESTARTED) {
            return because(ReasonCode.RESTART_IS_ENOUGH);
        }
        if (BY_THE_WIRE.contains(input.cause()) && servesAValidOne(input)) {
            return because(ReasonCode.ONE_IS_SERVED_VALID);
        }
        if (MINOR.contains(input.cause())) {
            return Optional.of(Reason.of(
                    ReasonCode.TEARDOWN_NOT_NEEDED, "cause", input.cause().words()));
        }
        return oneServerWorks(input).or(() -> refusesUs(input)).or(() -> create(input));
    }

    private static Optional<Reason> oneServerWorks(RemedyInput input) {
        if (input.cause() != Cause.API_SERVER) {
            return Optional.empty();
        }
        Optional<Reason> oneIsValid = OneServerStillValid.in(input.seen());
        if (oneIsValid.isEmpty() && input.seen().api().answers()) {
            return because(ReasonCode.API_ANSWERS);
        }
        return oneIsValid;
    }

    /** A refusal of our login is no sign that the API refuses users. */
    private static Optional<Reason> refusesUs(RemedyInput input) {
        ApiTrouble trouble = input.seen().api().trouble();
        ServedCertificate served = input.seen().certificate().certificate();
        boolean refused = trouble != null
                && OURS.contains(trouble)
                && served != null
                && input.seen().at().isBefore(served.notAfter());
        if (refused) {
            return Optional.of(Reason.of(
                    ReasonCode.API_REFUSES_US, "detail", input.seen().api().detail()));
        }
        return Optional.empty();
    }

    /** What speaks against a create, whatever the certificates say. */
    static Optional<Reason> create(RemedyInput input) {
        if (input.cloud() == null) {
            return because(ReasonCode.CLUSTER_UNKNOWN);
        }
        if (!input.cloud().hasKnownStatus()) {
            return Optional.of(
                    Reason.of(ReasonCode.STATUS_UNKNOWN, "status", input.cloud().status()));
        }
        if (!input.refusals().isEmpty()) {
            return Optional.of(Reason.of(ReasonCode.CREATE_REFUSED).because(input.refusals()));
        }
        if (input.candidates().isEmpty()) {
            return because(ReasonCode.NOTHING_TO_BUILD_FROM);
        }
        return ReleasesChecked.objection(input.releases());
    }

    /** Where only one certificate is served, the diagnosis has judged it already. */
    private static boolean servesAValidOne(RemedyInput input) {
        CertificateSighting sighting = input.seen().certificate();
        return !sighting.others().isEmpty()
                && sighting.all()
                        .anyMatch(each -> input.seen().at().isBefore(each.notAfter())
                                && !input.seen().at().isBefore(each.notBefore()));
    }

    private static Optional<Reason> because(ReasonCode code) {
        return Optional.of(Reason.of(code));
    }
}
