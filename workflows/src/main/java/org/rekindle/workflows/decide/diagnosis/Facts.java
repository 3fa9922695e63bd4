// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.ServedCertificate;

/** Says what was seen, a sentence for each thing that was looked at. */
final class Facts {

    private Facts() {}

    static List<String> of(Observation seen) {
        List<String> facts = new ArrayList<>();
        facts.add(served(seen.certificate()));
        if (seen.elsewhere() != null) {
            facts.add("Seen on the second path: " + served(seen.elsewhere()));
        }
        CloudCluster cloud = seen.cloud();
        facts.add(
                cloud == null
                        ? "Magnum knows no such cluster."
                        : "Magnum says " + cloud.status() + ", health "
                                + (cloud.healthStatus() == null ? "not told" : cloud.healthStatus()) + ".");
        ApiSighting api = seen.api();
        facts.add(
                api.answers() ? "The Kubernetes API answers: " + api.detail() : "The Kubernetes API: " + api.detail());
        if (seen.authorityNotAfter() != null) {
            facts.add("The certificate authority that Magnum names ends at " + seen.authorityNotAfter() + ".");
        }
        HubSighting hub = seen.hub();
        if (hub != null) {
            facts.add((hub.healthy() ? "The hub is well: " : "The hub is not well: ") + hub.detail());
        }
        seen.machines().forEach(machine -> facts.add(inWords(machine)));
        return List.copyOf(facts);
    }

    private static String served(CertificateSighting sighting) {
        return sighting.certificate() == null
                ? "At " + sighting.address() + ": " + sighting.detail()
                : "At " + sighting.address() + " "
                        + sighting.all().map(Facts::inWords).collect(Collectors.joining("; at the same address "))
                        + ".";
    }

    private static String inWords(ServedCertificate certificate) {
        return "a certificate for " + certificate.subject() + " by " + certificate.issuer() + " is served, valid from "
                + certificate.notBefore() + " to " + certificate.notAfter();
    }

    private static String inWords(MachineSighting machine) {
        List<String> ends = machine.certificates().stream()
                .map(certificate -> certificate.name() + " until " + certificate.notAfter())
                .toList();
        return "On the machine " + machine.host() + ": " + machine.detail()
                + (ends.isEmpty() ? "" : " Its files: " + String.join(", ", ends) + ".")
                + (machine.servedNotAfter() == null
                        ? ""
                        : " Its API server serves a certificate until " + machine.servedNotAfter() + ".");
    }
}
