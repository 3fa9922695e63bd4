// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.util.List;
import org.rekindle.workflows.api.HubActivities;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.run.ActivityStubs;

/** The JupyterHub and the BinderHub answer for themselves. */
final class HubWell implements VerificationCheck {

    @Override
    public String step() {
        return "hub well";
    }

    @Override
    public List<VerificationKey> keys() {
        return List.of(
                new VerificationKey("hub", "hub", VerificationKey.Kind.HUB_URL, Verification::hubUrl),
                new VerificationKey("binder", "binder", VerificationKey.Kind.HUB_URL, Verification::binderUrl),
                new VerificationKey(
                        "access.username",
                        "login in front",
                        VerificationKey.Kind.USERNAME,
                        Verification::accessUsername),
                new VerificationKey(
                        "access.passwordFile",
                        "its password",
                        VerificationKey.Kind.PASSWORD_FILE,
                        Verification::accessPasswordFile),
                new VerificationKey(
                        "access.headerFiles",
                        "its headers",
                        VerificationKey.Kind.HEADER_FILES,
                        Verification::accessHeaders));
    }

    @Override
    public boolean isConfigured(Verification verification) {
        return verification.namesAHub();
    }

    @Override
    public String configuredBy() {
        return "verify.hub or verify.binder";
    }

    @Override
    public boolean needsConnection(Verification verification) {
        return false;
    }

    @Override
    public String awaited(ClusterProfile profile) {
        return "the hub to be well";
    }

    @Override
    public CheckResult prove(CheckedCluster cluster) {
        String seen = ActivityStubs.remote(
                        HubActivities.class, "Wait until the hub is well", longest(cluster.profile()))
                .awaitHealthy(cluster.hub())
                .detail();
        return CheckResult.proven("Hub: " + seen);
    }
}
