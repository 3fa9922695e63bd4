// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.util.List;
import org.rekindle.workflows.api.NamesActivities;
import org.rekindle.workflows.api.NamesActivities.NamesProof;
import org.rekindle.workflows.api.NamesActivities.NamesWanted;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.run.ActivityStubs;

/** The hubs' public names lead to this cluster: after a rebuild they lead to the old one's address until somebody changes them. */
final class PublicNames implements VerificationCheck {

    @Override
    public String step() {
        return "public names";
    }

    @Override
    public List<VerificationKey> keys() {
        return List.of(
                new VerificationKey(
                        "names.service", "names lead to", VerificationKey.Kind.SERVICE, Verification::namesService),
                new VerificationKey(
                        "names.address",
                        "names lead to address",
                        VerificationKey.Kind.ADDRESS,
                        Verification::namesAddress),
                new VerificationKey(
                        "names.resolver",
                        "names asked at",
                        VerificationKey.Kind.RESOLVER,
                        Verification::namesResolver));
    }

    @Override
    public boolean isConfigured(Verification verification) {
        boolean saysWhere = verification.namesService() != null || verification.namesAddress() != null;
        return saysWhere && verification.namesAHub();
    }

    @Override
    public String configuredBy() {
        return "verify.names with verify.hub or verify.binder";
    }

    @Override
    public boolean needsConnection(Verification verification) {
        return verification.namesService() != null;
    }

    @Override
    public String awaited(ClusterProfile profile) {
        return "the public names to lead to this cluster";
    }

    @Override
    public CheckResult prove(CheckedCluster cluster) {
        NamesWanted wanted = WantedNames.of(cluster.profile(), cluster::connected, longest(cluster.profile()));
        NamesProof proof = ActivityStubs.remote(
                        NamesActivities.class, "Look at the public names", longest(cluster.profile()))
                .prove(wanted);
        cluster.ingress().learn(proof.addresses());
        return new CheckResult(proof.right(), String.join(" ", proof.sentences()));
    }
}
