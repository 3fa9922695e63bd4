// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.ServedCertificate;

/**
 * Several connections to one address have met several certificates, and not all of them are valid, or not all have expired: not every
 * API server was renewed, or something else answers there at times. Which it is only the machines' files tell.
 */
final class ServersDiffer implements Suspicion {

    private static final String VALID = "is valid until ";

    private static final List<String> WOULD_TELL = List.of(
            "Which API server serves which certificate: `openssl s_client -connect <machine>:6443` for each control-plane"
                    + " machine.",
            "Which certificates lie on the control plane's machines (ssh: in the fleet file, with every machine).",
            "Whether a proxy or a load balancer answers at the address with a certificate of its own.");

    @Override
    public Optional<Diagnosis> about(Case looked) {
        List<ServedCertificate> all = looked.seen().certificate().all().toList();
        boolean alike =
                all.stream().map(each -> standing(looked, each)).distinct().count() <= 1;
        boolean oneIssuer =
                all.stream().map(ServedCertificate::issuer).distinct().count() <= 1;
        boolean valid = all.stream().allMatch(each -> standing(looked, each).equals(VALID));
        if (alike && (oneIssuer || valid)) {
            return Optional.empty();
        }
        String sentence =
                "Several connections to " + looked.seen().certificate().address()
                        + " met different certificates: " + inWords(looked, all) + ". "
                        + (alike
                                ? "Not all of them come from the same authority."
                                : "Not every API server has the same certificate.");
        Culprit onDisk = alike ? null : onDisk(looked);
        return Optional.of(
                onDisk == null
                        ? looked.diagnosis(
                                Condition.CANNOT_KNOW, null, sentence, Culprit.UNKNOWN, Certainty.UNKNOWN, WOULD_TELL)
                        : looked.diagnosis(
                                Condition.EXPIRED, firstEnd(all), sentence, onDisk, Certainty.CERTAIN, List.of()));
    }

    private static String standing(Case looked, ServedCertificate each) {
        if (looked.hasEnded(each.notAfter())) {
            return "expired at ";
        }
        return looked.hasBegun(each.notBefore()) ? VALID : "is not valid yet and ends at ";
    }

    private static String inWords(Case looked, List<ServedCertificate> all) {
        return String.join(
                ", ",
                all.stream()
                        .map(each -> "one of " + each.issuer() + " " + standing(looked, each) + each.notAfter())
                        .toList());
    }

    private static Instant firstEnd(List<ServedCertificate> all) {
        return all.get(0).notAfter();
    }

    /** What the files say of it; null where they say nothing, or where not every machine could be looked into. */
    private static @Nullable Culprit onDisk(Case looked) {
        List<CertificateOnDisk> files = looked.onDisk()
                .filter(each -> each.name().equals(OutOfDate.API_SERVER))
                .toList();
        boolean servesEnded = looked.seen().certificate().all().anyMatch(each -> looked.hasEnded(each.notAfter()));
        if (!servesEnded) {
            return null;
        }
        if (files.stream().anyMatch(each -> looked.hasEnded(each.notAfter()))) {
            return Culprit.API_SERVER;
        }
        CloudCluster cloud = looked.seen().cloud();
        boolean everyMachine = cloud != null
                && cloud.shape().masterCount() > 0
                && files.size() >= cloud.shape().masterCount();
        return everyMachine ? Culprit.NOT_RESTARTED : null;
    }
}
