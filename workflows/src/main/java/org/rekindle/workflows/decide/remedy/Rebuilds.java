// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.Optional;
import java.util.Set;
import org.rekindle.workflows.decide.ReleasesChecked;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.ServedCertificate;

/** What speaks against a rebuild of any kind. */
final class Rebuilds {

    private static final Set<Culprit> BY_THE_WIRE = Set.of(Culprit.API_SERVER, Culprit.NOT_RESTARTED);

    private static final Set<ApiTrouble> OURS =
            Set.of(ApiTrouble.CLIENT_REFUSED, ApiTrouble.FORBIDDEN, ApiTrouble.OTHER_AUTHORITY);

    private Rebuilds() {}

    /** What speaks against one of a cluster whose certificates have expired. */
    static Optional<String> objection(Facts facts) {
        if (!facts.isExpired()) {
            return Optional.of("Nothing is torn down unless a certificate has expired.");
        }
        if (facts.culprit() == Culprit.NOT_RESTARTED) {
            return Optional.of(
                    "New certificates lie on the machines: a restart mends it, and nothing need be torn down.");
        }
        if (BY_THE_WIRE.contains(facts.culprit()) && servesAValidOne(facts)) {
            return Optional.of(
                    "At the same address a certificate is served that is valid, so not every API server has an expired"
                            + " one.");
        }
        if (facts.culprit() == Culprit.FRONT_PROXY || facts.culprit() == Culprit.KUBECONFIG) {
            return Optional.of("Only " + facts.culprit().words()
                    + " has expired: it is renewed on the machines, and nothing need be torn down.");
        }
        if (facts.culprit() == Culprit.API_SERVER
                && OneStillCounts.in(facts.seen()).isPresent()) {
            return OneStillCounts.in(facts.seen());
        }
        if (facts.culprit() == Culprit.API_SERVER && facts.seen().api().answers()) {
            return Optional.of("The Kubernetes API still answers, so not every API server has an expired certificate.");
        }
        if (refusesUs(facts)) {
            return Optional.of(
                    "The Kubernetes API answers with a certificate that is valid and does not take our client ("
                            + facts.seen().api().detail() + "), so it may well work for others.");
        }
        return create(facts);
    }

    /** That we are refused is no sign that users are. */
    private static boolean refusesUs(Facts facts) {
        ApiTrouble trouble = facts.seen().api().trouble();
        ServedCertificate served = facts.seen().certificate().certificate();
        return trouble != null
                && OURS.contains(trouble)
                && served != null
                && facts.seen().at().isBefore(served.notAfter());
    }

    /** What speaks against a create, whatever the certificates say. */
    static Optional<String> create(Facts facts) {
        if (facts.cloud() == null) {
            return Optional.of("Magnum knows no such cluster.");
        }
        if (!facts.cloud().hasKnownStatus()) {
            return Optional.of("Magnum tells no status of the cluster that is known ("
                    + facts.cloud().status() + "), so nothing is torn down.");
        }
        if (!facts.refusals().isEmpty()) {
            return Optional.of("Magnum would refuse the create: " + String.join(" ", facts.refusals()));
        }
        if (facts.rungs().isEmpty()) {
            return Optional.of(
                    "No allowed template can be built from; add one that fits under templates: in the fleet file.");
        }
        return ReleasesChecked.objection(facts.releases());
    }

    /** With one certificate only the diagnosis has judged it. */
    private static boolean servesAValidOne(Facts facts) {
        CertificateSighting sighting = facts.seen().certificate();
        return !sighting.others().isEmpty()
                && sighting.all()
                        .anyMatch(each -> facts.seen().at().isBefore(each.notAfter())
                                && !facts.seen().at().isBefore(each.notBefore()));
    }
}
