// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.HubSighting;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.ServedCertificate;

/** Says what was seen, a sentence for each thing that was looked at. */
final class ObservedFacts {

    private ObservedFacts() {}

    static List<String> of(Observation seen) {
        List<String> facts = new ArrayList<>();
        facts.add(served(seen.certificate()));
        if (seen.elsewhere() != null) {
            facts.add("Seen on the second path: " + served(seen.elsewhere()));
        }
        facts.add(inWords(seen.cloud()));
        facts.add(inWords(seen.api()));
        if (seen.authorityNotAfter() != null) {
            facts.add("The certificate authority that Magnum names ends at " + seen.authorityNotAfter() + ".");
        }
        HubSighting hub = seen.hub();
        if (hub != null) {
            facts.add(inWords(hub));
        }
        seen.machines().forEach(machine -> facts.add(inWords(machine)));
        return List.copyOf(facts);
    }

    private static String inWords(@Nullable CloudCluster cloud) {
        if (cloud == null) {
            return "Magnum knows no such cluster.";
        }
        return "Magnum says " + cloud.status() + ", health "
                + Objects.requireNonNullElse(cloud.healthStatus(), "not known") + ".";
    }

    private static String inWords(ApiSighting api) {
        if (api.answers()) {
            return "The Kubernetes API answers: " + api.detail();
        }
        return "The Kubernetes API does not answer us: " + api.detail();
    }

    private static String inWords(HubSighting hub) {
        if (hub.healthy()) {
            return "The hub is well: " + hub.detail();
        }
        return "The hub is not well: " + hub.detail();
    }

    private static String served(CertificateSighting sighting) {
        if (sighting.certificate() == null) {
            return "At " + sighting.address() + ": " + sighting.detail();
        }
        return "At " + sighting.address() + " "
                + sighting.all().map(ObservedFacts::inWords).collect(Collectors.joining("; at the same address "))
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
        StringBuilder words = new StringBuilder("On the machine " + machine.host() + ": " + machine.detail());
        if (!ends.isEmpty()) {
            words.append(" Its files: ").append(String.join(", ", ends)).append('.');
        }
        if (machine.servedNotAfter() != null) {
            words.append(" Its API server serves a certificate until ")
                    .append(machine.servedNotAfter())
                    .append('.');
        }
        return words.toString();
    }
}
