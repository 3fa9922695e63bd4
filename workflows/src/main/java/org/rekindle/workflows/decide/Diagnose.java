// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.ServedCertificate;

/**
 * Decides what is the matter with a cluster from one observation. Only what the certificate on the wire says leads to a
 * condition that may end in a teardown: Magnum's API knows nothing of expiry, and its health lags behind.
 */
public final class Diagnose {

    private Diagnose() {}

    /**
     * The diagnosis.
     *
     * @param renewBefore how long before its end a certificate counts as expiring
     */
    public static Diagnosis from(Observation seen, Duration renewBefore) {
        ServedCertificate certificate = seen.certificate().certificate();
        List<String> facts = facts(seen);
        if (certificate == null) {
            return new Diagnosis(
                    Condition.UNREACHABLE,
                    null,
                    "No certificate could be seen, so nothing is known about its expiry: "
                            + seen.certificate().detail(),
                    facts);
        }
        Instant now = seen.at();
        long daysLeft =
                Math.floorDiv(Duration.between(now, certificate.notAfter()).toSeconds(), 86_400L);
        if (now.isBefore(certificate.notBefore())) {
            return new Diagnosis(
                    Condition.NOT_YET_VALID,
                    daysLeft,
                    "The certificate is not valid before " + certificate.notBefore()
                            + ": a clock is wrong, there or here.",
                    facts);
        }
        if (!now.isBefore(certificate.notAfter())) {
            return new Diagnosis(
                    Condition.EXPIRED,
                    daysLeft,
                    "The certificate that the API server serves expired at " + certificate.notAfter() + ", "
                            + Words.of(Duration.between(certificate.notAfter(), now)) + " ago.",
                    facts);
        }
        if (Duration.between(now, certificate.notAfter()).compareTo(renewBefore) < 0) {
            return new Diagnosis(
                    Condition.EXPIRING,
                    daysLeft,
                    "The certificate that the API server serves expires in " + Words.days(daysLeft) + ", at "
                            + certificate.notAfter() + ".",
                    facts);
        }
        String trouble = trouble(seen);
        if (trouble != null) {
            return new Diagnosis(
                    Condition.BROKEN_OTHERWISE,
                    daysLeft,
                    "The certificate is good until " + certificate.notAfter() + ", so it is not the trouble: "
                            + trouble,
                    facts);
        }
        return new Diagnosis(
                Condition.HEALTHY,
                daysLeft,
                "All is well; the certificate is good until " + certificate.notAfter() + ".",
                facts);
    }

    private static @Nullable String trouble(Observation seen) {
        CloudCluster cloud = seen.cloud();
        HubSighting hub = seen.hub();
        if (!seen.api().answers()) {
            return seen.api().detail();
        }
        if (cloud != null && cloud.status().endsWith("_FAILED")) {
            return "Magnum says " + cloud.status() + ".";
        }
        if (hub != null && !hub.healthy()) {
            return hub.detail();
        }
        return null;
    }

    private static List<String> facts(Observation seen) {
        List<String> facts = new ArrayList<>();
        ServedCertificate certificate = seen.certificate().certificate();
        facts.add(
                certificate == null
                        ? "At " + seen.certificate().address() + ": "
                                + seen.certificate().detail()
                        : "At " + seen.certificate().address() + " a certificate for " + certificate.subject()
                                + " by " + certificate.issuer() + " is served, valid from " + certificate.notBefore()
                                + " to " + certificate.notAfter() + ".");
        CloudCluster cloud = seen.cloud();
        facts.add(
                cloud == null
                        ? "Magnum knows no such cluster."
                        : "Magnum says " + cloud.status() + ", health "
                                + (cloud.healthStatus() == null ? "not told" : cloud.healthStatus()) + ".");
        ApiSighting api = seen.api();
        facts.add(
                api.answers() ? "The Kubernetes API answers: " + api.detail() : "The Kubernetes API: " + api.detail());
        HubSighting hub = seen.hub();
        if (hub != null) {
            facts.add((hub.healthy() ? "The hub is well: " : "The hub is not well: ") + hub.detail());
        }
        return List.copyOf(facts);
    }
}
