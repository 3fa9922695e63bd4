// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * Several connections to one address have met several certificates, and not all of them are valid, or not all have expired: not every
 * API server was renewed, or something else answers there at times. Only the machines' files show which of the two.
 */
final class ServersDifferRule implements DiagnosisRule {

    /** How a certificate stands to a moment. */
    private enum Standing {
        EXPIRED("expired at "),
        VALID("is valid until "),
        NOT_YET_VALID("is not valid yet and expires at ");

        private final String words;

        Standing(String words) {
            this.words = words;
        }
    }

    private static final List<Clue> WOULD_TELL =
            List.of(Clue.EACH_SERVER, Clue.FILES_OF_EVERY_MACHINE, Clue.PROXY_AT_THE_ADDRESS);

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        List<ServedCertificate> all = input.seen().certificate().all().toList();
        boolean alike =
                all.stream().map(each -> standing(input, each)).distinct().count() <= 1;
        boolean oneIssuer =
                all.stream().map(ServedCertificate::issuer).distinct().count() <= 1;
        boolean valid = all.stream().allMatch(each -> standing(input, each) == Standing.VALID);
        if (alike && (oneIssuer || valid)) {
            return Optional.empty();
        }
        if (alike) {
            return Optional.of(cannotKnow(input, reason(input, ReasonCode.SERVERS_DIFFER_IN_AUTHORITY, all)));
        }
        Reason reason = reason(input, ReasonCode.SERVERS_DIFFER, all);
        Cause onDisk = onDisk(input);
        if (onDisk == null) {
            return Optional.of(cannotKnow(input, reason));
        }
        return Optional.of(
                input.diagnosis(Condition.EXPIRED, firstEnd(all), reason, onDisk, Certainty.CERTAIN, List.of()));
    }

    private static Reason reason(DiagnosisInput input, ReasonCode code, List<ServedCertificate> all) {
        return Reason.of(code, "address", input.seen().certificate().address()).with("seen", inWords(input, all));
    }

    private static Diagnosis cannotKnow(DiagnosisInput input, Reason reason) {
        return input.diagnosis(Condition.CANNOT_KNOW, null, reason, Cause.UNKNOWN, Certainty.UNKNOWN, WOULD_TELL);
    }

    private static Standing standing(DiagnosisInput input, ServedCertificate each) {
        if (input.isExpired(each.notAfter())) {
            return Standing.EXPIRED;
        }
        if (input.hasBegun(each.notBefore())) {
            return Standing.VALID;
        }
        return Standing.NOT_YET_VALID;
    }

    private static String inWords(DiagnosisInput input, List<ServedCertificate> all) {
        return String.join(
                ", ",
                all.stream()
                        .map(each -> "one of " + each.issuer() + " " + standing(input, each).words + each.notAfter())
                        .toList());
    }

    private static Instant firstEnd(List<ServedCertificate> all) {
        return all.get(0).notAfter();
    }

    /** What the files say of it; null where they say nothing, or where not every machine could be looked into. */
    private static @Nullable Cause onDisk(DiagnosisInput input) {
        List<CertificateOnDisk> files = input.onDisk()
                .filter(each -> each.name().equals(ExpiredFiles.API_SERVER))
                .toList();
        boolean servesEnded = input.seen().certificate().all().anyMatch(each -> input.isExpired(each.notAfter()));
        if (!servesEnded) {
            return null;
        }
        if (files.stream().anyMatch(each -> input.isExpired(each.notAfter()))) {
            return Cause.API_SERVER;
        }
        CloudCluster cloud = input.seen().cloud();
        boolean everyMachine = cloud != null
                && cloud.shape().masterCount() > 0
                && files.size() >= cloud.shape().masterCount();
        if (everyMachine) {
            return Cause.NOT_RESTARTED;
        }
        return null;
    }
}
