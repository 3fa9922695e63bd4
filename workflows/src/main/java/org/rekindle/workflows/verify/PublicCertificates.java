// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.util.List;
import org.rekindle.workflows.api.CertificateActivities;
import org.rekindle.workflows.api.CertificateActivities.CertificatesProof;
import org.rekindle.workflows.api.CertificateActivities.PublicEndpoints;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.run.ActivityStubs;

/** A browser takes the certificates under the hubs' public names: after a rebuild an ingress serves its own until others are issued. */
final class PublicCertificates implements VerificationCheck {

    @Override
    public String step() {
        return "public certificates";
    }

    @Override
    public List<VerificationKey> keys() {
        return List.of(
                new VerificationKey(
                        "certificates", "certificates", VerificationKey.Kind.CERTIFICATES, Verification::certificates),
                new VerificationKey(
                        "trust",
                        "trusted authorities",
                        VerificationKey.Kind.AUTHORITIES_FILE,
                        Verification::trustFile));
    }

    @Override
    public boolean isConfigured(Verification verification) {
        return verification.certificates() != null
                && !verification.certificates().equals(Verification.UNCHECKED)
                && verification.hubUrls().stream().anyMatch(url -> url.startsWith("https:"));
    }

    @Override
    public String configuredBy() {
        return "verify.hub or verify.binder with https, and not verify.certificates: " + Verification.UNCHECKED;
    }

    @Override
    public boolean needsConnection(Verification verification) {
        return false;
    }

    @Override
    public String awaited(ClusterProfile profile) {
        return "certificates that a browser takes";
    }

    @Override
    public CheckResult prove(CheckedCluster cluster) {
        Verification verification = cluster.profile().verification();
        CertificatesProof proof = ActivityStubs.remote(
                        CertificateActivities.class, "Look at the public certificates", longest(cluster.profile()))
                .proveTrusted(new PublicEndpoints(
                        verification.hubUrls(),
                        verification.trustFile(),
                        cluster.pollEvery(),
                        cluster.ingress().known()));
        return new CheckResult(proof.trusted(), String.join(" ", proof.sentences()));
    }
}
